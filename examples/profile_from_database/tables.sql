-- The application's own tables, beside `users` and the others that the library makes.

CREATE TABLE IF NOT EXISTS plans (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    projects INTEGER NOT NULL
);

INSERT OR IGNORE INTO plans VALUES ('free', 'Free', 3), ('team', 'Team', 50);

CREATE TABLE IF NOT EXISTS memberships (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    plan_id TEXT NOT NULL DEFAULT 'free' REFERENCES plans (id),
    language TEXT NOT NULL DEFAULT 'en'
);
