-- What Quoth adds to Procrastinate's functions: asking for a job without an error where it waits already, so that the
-- transaction at hand goes on. Times are counted from now on, by the database's clock alone.

-- Whoever fetches jobs passes over one that is held here, until this transaction is kept: it finds the rows then.
CREATE OR REPLACE FUNCTION quoth_wake(_kind text, _subject text, _wait double precision, _lock text, _priority integer)
    RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM procrastinate_jobs WHERE queueing_lock = _lock AND status = 'todo' FOR SHARE;
    IF FOUND THEN
        RETURN false;
    END IF;
    PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW(
        'quoth', 'quoth.' || _kind, _priority, NULL, _lock, jsonb_build_object('subject', _subject),
        CASE WHEN _wait > 0 THEN clock_timestamp() + make_interval(secs => _wait) END
    )]::procrastinate_job_to_defer_v1[]);
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    RETURN false;
END;
$$;

CREATE OR REPLACE FUNCTION quoth_tick(_kind text, _seconds double precision, _priority integer)
    RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _slot bigint := floor(floor(extract(epoch FROM clock_timestamp()) / _seconds) * _seconds);
    _lock text := _kind || ':';
    _job bigint;
BEGIN
    IF EXISTS (
        SELECT 1 FROM procrastinate_periodic_defers
        WHERE task_name = 'quoth.' || _kind AND periodic_id = '' AND defer_timestamp = _slot
    ) OR EXISTS (
        SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = _lock AND status = 'todo'
    ) THEN
        RETURN false;
    END IF;
    _job := procrastinate_defer_periodic_job_v2(
        'quoth', NULL, _lock, 'quoth.' || _kind, _priority, '', _slot, jsonb_build_object('subject', '')
    );
    RETURN _job IS NOT NULL;
EXCEPTION WHEN unique_violation THEN
    RETURN false;
END;
$$;
