//! Stock: every move is one conditional update and leaves a row in the ledger.
