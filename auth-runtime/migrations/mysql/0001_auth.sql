-- Users, their accounts at providers, sessions, and tokens that prove an address.
-- Moments are seconds since 1970. Keys are compared letter for letter, and fit into an index.

CREATE TABLE users (
    id VARCHAR(255) NOT NULL PRIMARY KEY,
    name TEXT,
    email VARCHAR(320) UNIQUE,
    email_verified BIGINT,
    image TEXT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE accounts (
    user_id VARCHAR(255) NOT NULL,
    type VARCHAR(255) NOT NULL,
    provider VARCHAR(255) NOT NULL,
    provider_account_id VARCHAR(255) NOT NULL,
    refresh_token MEDIUMTEXT,
    access_token MEDIUMTEXT,
    expires_at BIGINT,
    token_type TEXT,
    scope TEXT,
    id_token MEDIUMTEXT,
    session_state TEXT,
    PRIMARY KEY (provider, provider_account_id),
    INDEX accounts_user_id (user_id),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The id is the SHA-256 of what the cookie holds.
CREATE TABLE sessions (
    id VARCHAR(255) NOT NULL PRIMARY KEY,
    user_id VARCHAR(255) NOT NULL,
    expires BIGINT NOT NULL,
    created BIGINT,
    last_seen BIGINT,
    user_agent TEXT,
    INDEX sessions_user_id (user_id),
    INDEX sessions_expires (expires),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE verification_tokens (
    identifier VARCHAR(320) NOT NULL,
    token VARCHAR(255) NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (identifier, token),
    INDEX verification_tokens_expires (expires)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
