//! Cookies that open nothing.

use auth_runtime::adapter::MemoryAdapter;
use auth_tests::DatabaseLab;
use auth_tests::forge::{COOKIE, Forge};

#[tokio::test]
async fn a_cookie_that_is_no_session_is_deleted() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    let good = lab.client.jar.get(COOKIE).unwrap().to_owned();
    let mut flipped = good.clone().into_bytes();
    flipped[5] = if flipped[5] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    let stored = lab.auth.sessions("id-of-ada").await.unwrap()[0].id.clone();
    let bad = [
        "x".to_owned(),
        "a".repeat(43),
        flipped,
        stored,
        good[..42].to_owned(),
        format!("{good}A"),
        format!("{good}%00"),
        good.to_uppercase(),
        format!(" {good}'--"),
        "%27%20OR%201%3D1%20--%20aaaaaaaaaaaaaaaaaaaaaaaa".to_owned(),
        "a".repeat(4000),
        Forge::default().token(),
    ];
    for value in bad {
        let cookies = format!("{COOKIE}={value}");
        for path in ["/auth/session", "/maybe"] {
            let answer = lab.client.other().get_with(path, &cookies).await;
            assert_eq!((answer.status, answer.text()), (200, "null"), "{value}");
            assert!(answer.deletes(COOKIE), "{value}");
        }
        let answer = lab.client.other().get_with("/me", &cookies).await;
        assert_eq!(answer.status, 401, "{value}");
    }
    // Pieces are put together, as long values are cut; a piece beside the whole is no value.
    let pieces = format!("{COOKIE}.0={}; {COOKIE}.1={}", &good[..20], &good[20..]);
    let joined = lab.client.other().get_with("/auth/session", &pieces).await;
    assert_eq!(joined.json()["user"]["id"], "id-of-ada");
    let twice = format!("{COOKIE}={good}; {COOKIE}.0={good}");
    let answer = lab.client.other().get_with("/auth/session", &twice).await;
    assert_eq!(answer.text(), "null");
    assert_eq!(lab.client.get("/me").await.status, 200);
}
