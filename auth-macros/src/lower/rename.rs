/// The rules of `#[serde(rename_all = "..")]`.
pub(crate) const RULES: &[&str] = &[
    "lowercase",
    "UPPERCASE",
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
];

/// A field's name by the rule of `#[serde(rename_all = "..")]`; `None` if there is no such rule.
pub(crate) fn rename(rule: &str, field: &str) -> Option<String> {
    let words: Vec<&str> = field.split('_').filter(|word| !word.is_empty()).collect();
    let capitalized = |word: &&str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| {
            first.to_uppercase().chain(letters).collect()
        })
    };
    Some(match rule {
        "lowercase" | "snake_case" => field.to_owned(),
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => field.to_uppercase(),
        "PascalCase" => words.iter().map(capitalized).collect(),
        "camelCase" => match words.split_first() {
            Some((first, rest)) => {
                (*first).to_owned() + &rest.iter().map(capitalized).collect::<String>()
            }
            None => field.to_owned(),
        },
        "kebab-case" => field.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => field.to_uppercase().replace('_', "-"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn the_rules_are_those_of_serde() {
        for (rule, expected) in [
            ("lowercase", "tenant_id"),
            ("UPPERCASE", "TENANT_ID"),
            ("PascalCase", "TenantId"),
            ("camelCase", "tenantId"),
            ("snake_case", "tenant_id"),
            ("SCREAMING_SNAKE_CASE", "TENANT_ID"),
            ("kebab-case", "tenant-id"),
            ("SCREAMING-KEBAB-CASE", "TENANT-ID"),
        ] {
            assert_eq!(
                rename(rule, "tenant_id").as_deref(),
                Some(expected),
                "{rule}"
            );
        }
        assert_eq!(rename("camel", "tenant_id"), None);
    }
}
