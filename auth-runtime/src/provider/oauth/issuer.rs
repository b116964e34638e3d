//! Who signs identity tokens: one issuer, or one for each tenant.

/// What stands in the place of the tenant.
const TENANT: &str = "{tenantid}";

/// An issuer, or the template of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issuer {
    text: String,
    /// Whether the provider has one for each of its tenants.
    has_tenants: bool,
}

impl Issuer {
    pub(super) fn new(text: String, has_tenants: bool) -> Self {
        Self { text, has_tenants }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The issuer that the metadata names, which is this one to the letter (OpenID Connect Discovery
    /// section 4.3); with tenants the template of this one, or the one whose tenant this one names.
    pub(super) fn published_as(&self, text: &str) -> Result<Self, &'static str> {
        if text == self.text || self.is_of_a_tenant(text) {
            return Ok(Self {
                text: text.to_owned(),
                has_tenants: self.has_tenants,
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
        if !self.is_template() {
            return Some(self.text.clone());
        }
        let tenant = tenant.filter(|tenant| is_uuid(tenant))?;
        Some(self.text.replace(TENANT, tenant))
    }

    /// Whether this is the issuer, or that of one of its tenants.
    pub(super) fn matches(&self, issuer: &str) -> bool {
        if !self.is_template() {
            return issuer == self.text;
        }
        let tenant = self
            .text
            .split_once(TENANT)
            .and_then(|(before, after)| issuer.strip_prefix(before)?.strip_suffix(after));
        tenant.is_some_and(is_uuid)
    }

    fn is_template(&self) -> bool {
        self.has_tenants && self.text.contains(TENANT)
    }

    /// Whether the text differs in one segment only, which names a tenant or stands for one.
    fn is_of_a_tenant(&self, text: &str) -> bool {
        if !self.has_tenants {
            return false;
        }
        let ours: Vec<_> = self.text.split('/').collect();
        let theirs: Vec<_> = text.split('/').collect();
        let differ = |at: &usize| ours[*at] != theirs[*at];
        if ours.len() != theirs.len() {
            return false;
        }
        let mut different = (0..ours.len()).filter(differ);
        // The first three are the scheme and the host. A tenant that is named by its id is that one.
        match (different.next(), different.next()) {
            (Some(at), None) => {
                at > 2 && !is_uuid(ours[at]) && (theirs[at] == TENANT || is_uuid(theirs[at]))
            }
            _ => false,
        }
    }
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
        let template = Issuer::new(issuer(TENANT), true);
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
    }
}
