-- What an operator looks for: the few mails that did not go out.
create index mails_unsent on mails (created_at) where state <> 'sent';
