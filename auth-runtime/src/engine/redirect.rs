use url::Url;

use super::Engine;
use crate::Error;
use crate::redirect::{elsewhere, guard};

/// The address to go to, with whatever the application chose kept to `http` and `https`.
pub(crate) async fn resolve_redirect(
    engine: &dyn Engine,
    url: &str,
    base_url: &Url,
) -> Result<Url, Error> {
    let target = engine
        .redirect(&presentable(url, base_url), base_url)
        .await?;
    let is_web = matches!(target.scheme(), "http" | "https");
    let has_user = !target.username().is_empty() || target.password().is_some();
    if is_web && !has_user {
        return Ok(target);
    }
    tracing::warn!("the `redirect` callback chose an address that no browser should go to");
    Ok(base_url.clone())
}

/// The wish as a callback may see it: no place that a browser should not be sent to.
///
/// Another site's address is written the one way that leaves no doubt about its host. The
/// application's `redirect` callback may allow it; the default does not.
fn presentable(wish: &str, base: &Url) -> String {
    if guard(wish, base).is_some() {
        return wish.to_owned();
    }
    match elsewhere(wish, base) {
        Some(url) => url.into(),
        None => "/".to_owned(),
    }
}
