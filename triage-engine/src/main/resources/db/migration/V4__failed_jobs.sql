-- An operator's gauge counts the jobs that are not tried again. The engine has no index for them, and open cases hold many jobs.
create index nsirs_job_failed on act_ru_job (id_) where retries_ = 0;
