//! Who signs identity tokens: one issuer, or one for each tenant.

/// What stands in the place of the tenant.
const TENANT: &str = "{tenantid}";

/// The tenants of nobody, for which Microsoft has one issuer for each user's own.
const MANY: &[&str] = &["common", "consumers", "organizations"];

/// An issuer, or the template of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issuer {
    text: String,
    /// Whether the provider has one for each of its tenants.
    has_tenants: bool,
    /// Whether the text stands for all of them.
    is_template: bool,
}

impl Issuer {
    pub(super) fn new(text: String, has_tenants: bool) -> Self {
        Self {
            text,
            has_tenants,
            is_template: false,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The issuer that the metadata names, which is this one to the letter (OpenID Connect Discovery
    /// section 4.3); with tenants the template of this one, if this is for many of them, or the one
    /// whose tenant this one names.
    pub(super) fn published_as(&self, text: &str) -> Result<Self, &'static str> {
        if text == self.text {
            return Ok(self.clone());
        }
        if let Some(tenant) = self.tenant_of(text) {
            return Ok(Self {
                text: text.to_owned(),
                has_tenants: true,
                is_template: tenant == TENANT,
            });
        }
        if text.trim_end_matches('/') == self.text.trim_end_matches('/') {
            return Err(
                "its metadata writes the issuer with another slash at the end: write it so as well",
            );
        }
        Err("its metadata is that of another issuer")
    }

    /// The issuer of a token of this tenant (`tid`); `None` if a tenant has to be said and is not.
    pub(super) fn of_tenant(&self, tenant: Option<&str>) -> Option<String> {
        if !self.is_template {
            return Some(self.text.clone());
        }
        fill(&self.text, tenant)
    }

    /// Whether a key of this issuer signs for this one. Only Microsoft says so of its keys, with the
    /// template in the place of many; what it is elsewhere nobody knows.
    pub(super) fn has_key_of(&self, issuer: &str, tenant: Option<&str>) -> bool {
        !self.has_tenants || fill(issuer, tenant) == self.of_tenant(tenant)
    }

    /// Whether this is the issuer, or that of one of its tenants.
    pub(super) fn matches(&self, issuer: &str) -> bool {
        if !self.is_template {
            return issuer == self.text;
        }
        let tenant = self
            .text
            .split_once(TENANT)
            .and_then(|(before, after)| issuer.strip_prefix(before)?.strip_suffix(after));
        tenant.is_some_and(is_uuid)
    }

    /// The tenant, or what stands for one, if the text differs in that segment only.
    fn tenant_of<'a>(&self, text: &'a str) -> Option<&'a str> {
        if !self.has_tenants {
            return None;
        }
        let ours: Vec<_> = self.text.split('/').collect();
        let theirs: Vec<_> = text.split('/').collect();
        if ours.len() != theirs.len() {
            return None;
        }
        let mut different = (0..ours.len()).filter(|&at| ours[at] != theirs[at]);
        let (Some(at), None) = (different.next(), different.next()) else {
            return None;
        };
        // The first three are the scheme and the host. A tenant that is named by its id is that one,
        // and one that is named by its domain has one id.
        let is_tenant = is_uuid(theirs[at]) && !is_uuid(ours[at]);
        let is_template = theirs[at] == TENANT && MANY.contains(&ours[at]);
        (at > 2 && (is_tenant || is_template)).then(|| theirs[at])
    }
}

/// The issuer with the tenant in the place that is kept for one, if there is such a place.
fn fill(issuer: &str, tenant: Option<&str>) -> Option<String> {
    if !issuer.contains(TENANT) {
        return Some(issuer.to_owned());
    }
    let tenant = tenant.filter(|tenant| is_uuid(tenant))?;
    Some(issuer.replace(TENANT, tenant))
}

/// Whether the text is a UUID as it is usually written.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
    const OTHER: &str = "00000000-0000-4000-8000-000000000000";

    fn issuer(tenant: &str) -> String {
        format!("https://login.example/{tenant}/v2.0")
    }

    #[test]
    fn metadata_may_name_a_template_or_the_tenant_by_its_id() {
        for (ours, theirs, with_tenants, without) in [
            (issuer("common"), issuer("common"), true, true),
            (issuer("common"), issuer(TENANT), true, false),
            (issuer("organizations"), issuer(TENANT), true, false),
            (issuer("consumers"), issuer(TENANT), true, false),
            // One tenant is not all of them, however it is named.
            (issuer("contoso.example"), issuer(TENANT), false, false),
            (issuer("contoso.example"), issuer(ID), true, false),
            (issuer(ID), issuer(TENANT), false, false),
            (issuer("consumers"), issuer(ID), true, false),
            (issuer(ID), issuer(ID), true, true),
            (issuer(ID), issuer(OTHER), false, false),
            (issuer("common"), issuer("organizations"), false, false),
            (issuer("common"), issuer(ID) + "/x", false, false),
            (
                issuer("common"),
                "https://{tenantid}/common/v2.0".to_owned(),
                false,
                false,
            ),
        ] {
            for (has_tenants, is_published) in [(true, with_tenants), (false, without)] {
                let issuer = Issuer::new(ours.clone(), has_tenants);
                let published = issuer.published_as(&theirs);
                assert_eq!(
                    published.is_ok(),
                    is_published,
                    "{ours} {theirs} {has_tenants}"
                );
            }
        }
    }

    #[test]
    fn a_template_matches_its_tenants() {
        let template = Issuer::new(issuer("common"), true);
        let template = template.published_as(&issuer(TENANT)).unwrap();
        assert!(template.matches(&issuer(ID)));
        assert_eq!(template.of_tenant(Some(ID)), Some(issuer(ID)));
        for other in ["common", "{tenantid}", "", "a/../b", "9188040d"] {
            assert!(!template.matches(&issuer(other)), "{other}");
            assert_eq!(template.of_tenant(Some(other)), None, "{other}");
        }
        assert_eq!(template.of_tenant(None), None);
        let plain = Issuer::new(issuer("common"), true);
        assert!(plain.matches(&issuer("common")) && !plain.matches(&issuer(ID)));
        assert_eq!(plain.of_tenant(Some(ID)), Some(issuer("common")));
        // What is configured is no template, whatever it looks like.
        assert!(!Issuer::new(issuer(TENANT), true).matches(&issuer(ID)));
    }

    #[test]
    fn a_key_signs_for_its_issuer_alone() {
        let common = Issuer::new(issuer("common"), true);
        let template = common.published_as(&issuer(TENANT)).unwrap();
        let tenant = Issuer::new(issuer(ID), true);
        for (issuer_of_key, tid, signs) in [
            (issuer(TENANT), Some(ID), true),
            (issuer(ID), Some(ID), true),
            (issuer(OTHER), Some(ID), false),
            (issuer(TENANT), Some(OTHER), false),
            (issuer(TENANT), Some("x"), false),
            (issuer(TENANT), None, false),
            ("https://elsewhere.example/".to_owned(), Some(ID), false),
        ] {
            let for_tenant = tenant.has_key_of(&issuer_of_key, tid);
            assert_eq!(for_tenant, signs, "{issuer_of_key} {tid:?}");
        }
        assert!(template.has_key_of(&issuer(TENANT), Some(OTHER)));
        assert!(template.has_key_of(&issuer(OTHER), Some(OTHER)));
        assert!(!template.has_key_of(&issuer(ID), Some(OTHER)));
        let other = Issuer::new("https://issuer.example".to_owned(), false);
        assert!(other.has_key_of("something else", None));
    }
}
