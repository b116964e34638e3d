//! Signing in with providers, one flow a file. The provider is the laboratory's own, on this machine.

mod answers;
mod attempt;
mod callback_url;
mod certified;
mod checks;
mod cookies;
mod decisions;
mod discovery;
mod flow;
mod laboratory;
mod magic_link;
mod matrix;
mod own_pages;
mod parameters;
mod refresh;
mod without_a_profile;
