use proptest::prelude::*;

use super::{AddressError, EmailAddress};

fn parse(text: &str) -> Result<EmailAddress, AddressError> {
    text.parse()
}

#[test]
fn good_addresses_have_a_normal_form() {
    for (text, normal) in [
        ("ada@example.com", "ada@example.com"),
        ("ADA@EXAMPLE.COM", "ada@example.com"),
        (" ada@example.com", "ada@example.com"),
        ("ada@example.com \t", "ada@example.com"),
        ("a@b.co", "a@b.co"),
        ("ada.lovelace@example.com", "ada.lovelace@example.com"),
        ("ada+news@example.com", "ada+news@example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("1815@example.com", "1815@example.com"),
        (
            "!#$%&'*+-/=?^_`{|}~@example.com",
            "!#$%&'*+-/=?^_`{|}~@example.com",
        ),
        ("ada@mail.example.co.uk", "ada@mail.example.co.uk"),
        ("ada@1and1.example", "ada@1and1.example"),
        ("ada@a-b.example", "ada@a-b.example"),
        ("ada@r3---sn.example", "ada@r3---sn.example"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ("ada@例え.テスト", "ada@xn--r8jz45g.xn--zckzah"),
        ("ada@пример.рф", "ada@xn--e1afmkfd.xn--p1ai"),
    ] {
        let address = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(address.as_str(), normal, "{text}");
    }
}

#[test]
fn bad_addresses_are_refused() {
    use AddressError::{At, Domain, Empty, LocalPart};
    for (text, error) in [
        ("", Empty),
        (" \t ", Empty),
        ("ada", At),
        ("ada.example.com", At),
        ("ada@eve@example.com", At),
        ("ada@example.com@", At),
        ("@@example.com", At),
        ("ada＠example.com", At),
        ("ada﹫example.com", At),
        ("@example.com", LocalPart),
        (".ada@example.com", LocalPart),
        ("ada.@example.com", LocalPart),
        ("ada..b@example.com", LocalPart),
        ("ada b@example.com", LocalPart),
        ("\"ada\"@example.com", LocalPart),
        ("\"a@b\"@example.com", At),
        ("ada,eve@example.com", LocalPart),
        ("ada;eve@example.com", LocalPart),
        ("ada，eve@example.com", LocalPart),
        ("Ada <ada@example.com>", LocalPart),
        ("<ada@example.com>", LocalPart),
        ("(ada)ada@example.com", LocalPart),
        ("mailto:ada@example.com", LocalPart),
        ("ada\\@example.com", LocalPart),
        ("ada\0@example.com", LocalPart),
        ("ada\u{7f}@example.com", LocalPart),
        ("\nada@example.com", LocalPart),
        ("\u{a0}ada@example.com", LocalPart),
        ("\u{feff}ada@example.com", LocalPart),
        ("\u{202e}ada@example.com", LocalPart),
        ("ädä@example.com", LocalPart),
        ("аda@example.com", LocalPart),
        ("ａda@example.com", LocalPart),
        ("Bcc: eve@example.com", LocalPart),
        ("ada@", Domain),
        // The Kelvin and the Ångström sign are no capital letters.
        ("ada@\u{212a}elvin.example", Domain),
        ("ada@\u{212b}ngstrom.example", Domain),
        ("ada@localhost", Domain),
        ("ada@example.com.", Domain),
        ("ada@.example.com", Domain),
        ("ada@example..com", Domain),
        ("ada@.", Domain),
        ("ada@-example.com", Domain),
        ("ada@example-.com", Domain),
        ("ada@exam_ple.com", Domain),
        ("ada@exam ple.com", Domain),
        ("ada@ example.com", Domain),
        ("ada@example.com,eve.example.com", Domain),
        ("ada@example.com,", Domain),
        ("ada@example.com;", Domain),
        ("ada@example.com>", Domain),
        ("ada@example.com\"", Domain),
        ("ada@example.com\n", Domain),
        ("ada@example.com\r\nBcc: eve.example.com", Domain),
        ("ada@example.com\0", Domain),
        ("ada@example.com%0d%0a", Domain),
        ("ada@exa%6dple.com", Domain),
        ("ada@example.com:25", Domain),
        ("ada@example.com/x", Domain),
        ("ada@example.com?x", Domain),
        ("ada@[127.0.0.1]", Domain),
        ("ada@[IPv6:::1]", Domain),
        ("ada@127.0.0.1", Domain),
        ("ada@127.1", Domain),
        ("ada@example.0x7f", Domain),
        ("ada@example.123", Domain),
        ("ada@example。com", Domain),
        ("ada@example．com", Domain),
        ("ada@ｅxample.com", Domain),
        ("ada@exam\u{ad}ple.com", Domain),
        ("ada@exam\u{200b}ple.com", Domain),
        ("ada@exam\u{200d}ple.com", Domain),
        ("ada@bu\u{308}cher.example", Domain),
        ("ada@ﬁsh.example", Domain),
        ("ada@example.com\u{2028}", Domain),
        ("ada@example．com，eve.example.com", Domain),
        ("ada@℀.example", Domain),
        ("ada@xn--a.example", Domain),
        ("ada@xn--.example", Domain),
        ("ada@xn--example-.com", Domain),
    ] {
        assert_eq!(parse(text), Err(error), "{text:?}");
    }
}

#[test]
fn lengths_have_limits() {
    let local = |length: usize| format!("{}@example.com", "a".repeat(length));
    assert!(parse(&local(64)).is_ok());
    assert_eq!(parse(&local(65)), Err(AddressError::LocalPart));

    let label = |length: usize| format!("ada@{}.com", "a".repeat(length));
    assert!(parse(&label(63)).is_ok());
    assert_eq!(parse(&label(64)), Err(AddressError::Domain));

    // `ada@`, labels of ten characters with their dots, and the last label.
    let whole = |last: usize| format!("ada@{}{}", "aaaaaaaaa.".repeat(24), "a".repeat(last));
    assert_eq!(parse(&whole(10)).unwrap().as_str().len(), 254);
    assert_eq!(parse(&whole(11)), Err(AddressError::TooLong));

    // Short as it is typed, and too long in ASCII.
    let typed = format!("{}@{}com", "a".repeat(64), "ü.".repeat(24));
    assert!(typed.len() < 254);
    assert_eq!(parse(&typed), Err(AddressError::TooLong));
}

#[test]
fn has_two_parts() {
    let address = parse("ada+x@example.com").unwrap();
    assert_eq!(address.local_part(), "ada+x");
    assert_eq!(address.domain(), "example.com");
    assert_eq!(address.to_string(), "ada+x@example.com");
}

/// What passes is one address in ASCII that is its own normal form.
fn is_sound(text: &str) -> Result<(), TestCaseError> {
    let Ok(address) = parse(text) else {
        return Ok(());
    };
    let normal = address.as_str();
    prop_assert_eq!(normal.matches('@').count(), 1);
    prop_assert!(normal.bytes().all(|byte| byte.is_ascii_graphic()));
    prop_assert!(!normal.contains(['"', ',', ';', '<', '>', '(', ')', '[', ']', ':', '\\']));
    prop_assert!(!normal.bytes().any(|byte| byte.is_ascii_uppercase()));
    prop_assert!(normal.len() <= 254);
    prop_assert_eq!(parse(normal), Ok(address.clone()));
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_refused_or_sound(text in "\\PC{0,40}") {
        is_sound(&text)?;
    }

    #[test]
    fn nearly_an_address_is_refused_or_sound(
        text in "[ \tA-Za-z0-9.'+_-]{1,12}[@＠]([a-zA-ZüßИ0-9.。-]|\\PC){1,20}\\.(com|рф|COM|[0-9x]{1,4})[\r\n ]?",
    ) {
        is_sound(&text)?;
    }

    #[test]
    fn plain_addresses_pass(text in "[a-z0-9]{1,10}(\\.[a-z0-9+]{1,10}){0,2}@([a-z0-9]{1,10}\\.){1,3}[a-z]{2,6}") {
        let address = parse(&text);
        prop_assert_eq!(address.as_ref().map(EmailAddress::as_str), Ok(text.as_str()));
    }

    #[test]
    fn a_control_character_anywhere_is_refused(
        at in 0_usize..16,
        control in prop::char::ranges(vec!['\0'..='\u{8}', '\n'..='\u{1f}', '\u{7f}'..='\u{9f}'].into()),
    ) {
        let mut text = String::from("ada@example.com");
        text.insert(at, control);
        prop_assert!(parse(&text).is_err());
    }
}
