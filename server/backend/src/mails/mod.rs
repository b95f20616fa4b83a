//! What is written to people: composed here, sent by a job, kept in the outbox.
