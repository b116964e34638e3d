//! What a client sees over HTTP, one flow a file.

mod session;
