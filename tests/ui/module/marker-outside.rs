#[auth_runtime::jwt]
fn jwt() {}

fn main() {
    jwt();
}
