-- What came since you last looked, what changed, and what became of what you keep.
-- Select one of the statements and run it.

-- new roles, and those that came back
select title, company, places, pay, kind, at, score, url
from new_postings
where unseen
order by at desc, score desc;

-- what opened, closed, came back, was retitled, moved or is paid otherwise
select at, kind, title, company, was, "is", status, url
from posting_changes
limit 100;

-- what you saved or applied to: closed, changed, or back again
select title, company, status, state, what, happened_at, url
from applied_watch
order by happened_at desc, id desc;

-- you have looked: from now on only what comes later is unseen
select mark_seen();
