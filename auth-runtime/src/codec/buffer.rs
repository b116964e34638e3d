//! The bytes of a payload, which are wiped wherever they have been.

use std::io;

use zeroize::Zeroizing;

/// More than the payload of most tokens.
const CAPACITY: usize = 1024;

/// A `Vec` that grows moves its bytes and leaves the old ones in memory; this one wipes them.
pub(super) struct Buffer(Zeroizing<Vec<u8>>);

impl Buffer {
    pub(super) fn new() -> Self {
        Self(Zeroizing::new(Vec::with_capacity(CAPACITY)))
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn into_inner(self) -> Zeroizing<Vec<u8>> {
        self.0
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let length = self.0.len() + bytes.len();
        if length > self.0.capacity() {
            let mut larger = Vec::with_capacity(length.max(2 * self.0.capacity()));
            larger.extend_from_slice(&self.0);
            // What was there before is wiped as it is dropped.
            self.0 = Zeroizing::new(larger);
        }
        self.0.extend_from_slice(bytes);
    }

    /// Takes off the last byte.
    pub(super) fn pop(&mut self) {
        self.0.pop();
    }
}

impl io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_into_another_place() {
        let mut buffer = Buffer::new();
        let mut expected = Vec::new();
        for number in 0..3 * CAPACITY {
            let bytes = number.to_be_bytes();
            buffer.push(&bytes);
            expected.extend_from_slice(&bytes);
        }
        buffer.pop();
        expected.pop();
        assert_eq!(*buffer.into_inner(), expected);
    }
}
