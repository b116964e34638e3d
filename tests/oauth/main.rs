//! Signing in with providers, one flow a file. The provider is the laboratory's own, on this machine.

mod laboratory;
