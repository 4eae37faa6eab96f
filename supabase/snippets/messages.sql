-- Be told of new matches: Slack, Discord, ntfy, or any receiver of JSON. The
-- address goes into Vault. The same name again changes what is there.

-- after each scan
select * from add_notification('team', 'https://hooks.slack.com/services/T000/B000/xxxx'); -- CHANGE

-- every hour, of one filter alone
select * from add_notification('server', 'https://discord.com/api/webhooks/1/xxxx', -- CHANGE
  filter => 'software engineering, remote or western Europe', schedule => 'hourly'); -- CHANGE

-- once a day at 7:00 UTC
select * from add_notification('phone', 'https://ntfy.sh/my-secret-topic', schedule => 'daily', hour => 7); -- CHANGE

-- does it arrive
select * from test_notification('team'); -- CHANGE

-- what became of each message
select at, notification, test, status, postings, tries, error, sent_at
from notification_log
order by at desc
limit 50;

-- who is told, when next, what fails
select * from notification_health;

-- pause one; what is new meanwhile is not told later
update scanner.notifications set enabled = false
where name = 'team' -- CHANGE
returning name, enabled;

-- no more of it
delete from scanner.notifications
where name = 'team' -- CHANGE
returning name;
