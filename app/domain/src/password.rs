//! Which passwords are taken. Length is what counts; there are no rules about kinds of
//! characters (NIST SP 800-63B, 5.1.1.2), but what everybody guesses first is refused.

use crate::email;
use crate::invalid::Problem;

/// Fewest characters.
pub const MIN_LENGTH: usize = 10;
/// Most characters, so that hashing stays cheap.
pub const MAX_LENGTH: usize = 200;

/// Checks a new password for the account of a mail address.
///
/// # Errors
/// Too short, too long, or among what is guessed first: the mail address, the part before its
/// `@`, a plain run or repetition, a common password.
pub fn check(password: &str, mail: &str) -> Result<(), Problem> {
    let length = password.chars().take(MAX_LENGTH + 1).count();
    if length < MIN_LENGTH {
        return Err(Problem::TooShort { min: MIN_LENGTH as u32 });
    }
    if length > MAX_LENGTH {
        return Err(Problem::TooLong { max: MAX_LENGTH as u32 });
    }
    let folded = password.trim().to_lowercase();
    let mail = email::fold(mail);
    if folded == mail || mail.split_once('@').is_some_and(|(local, _)| folded == local) {
        return Err(Problem::CommonPassword);
    }
    if is_pattern(&folded) || COMMON.contains(&folded.as_str()) {
        return Err(Problem::CommonPassword);
    }
    Ok(())
}

/// A repetition of up to four characters, or a run such as `0123456789` or `zyxwvutsrq`.
fn is_pattern(folded: &str) -> bool {
    let chars: Vec<char> = folded.chars().collect();
    let repeats = |unit: usize| chars.len() > unit && chars.iter().zip(&chars[unit..]).all(|(a, b)| a == b);
    if chars.is_empty() || (1..=4).any(repeats) {
        return true;
    }
    let steps = |step: i64| {
        chars.windows(2).all(|pair| {
            let distance = i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
            // A run of digits goes on after nine, or after zero when it falls.
            distance == step
                || (pair[0].is_ascii_digit() && pair[1].is_ascii_digit() && distance == -9 * step)
        })
    };
    steps(1) || steps(-1)
}

/// Passwords of at least ten characters that head the lists of leaked ones, in lower case.
/// Runs and repetitions are left to [`is_pattern`].
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "qwertyuiop", "qwertzuiop", "azertyuiop", "1q2w3e4r5t", "q1w2e3r4t5", "1qaz2wsx3edc", "zaq12wsxcde3",
    "1q2w3e4r5t6y", "q1w2e3r4t5y6", "qwerty1234", "qwerty12345", "qwerty123456", "1234qwerty",
    "123456qwerty", "12345qwert", "qwert12345", "qwertz1234", "qwertz12345", "qwertyuiop123", "qwertyuiop1",
    "qwerty123!", "asdfghjkl1", "asdfghjkl;", "asdfghjkl123", "asdfasdf123", "asdf123456", "zxcvbnm123",
    "zxcvbnm1234", "zxcvbnm,./", "qazwsxedcrfv", "qazwsxedc1", "qazwsxedc123", "1qazxsw23edc",
    "!qaz2wsx3edc", "1qaz@wsx3edc", "1qaz!qaz1qaz", "qweasdzxc1", "qweasdzxc123", "123qweasdzxc",
    "qwe123asd456", "qweqweqwe1", "123qwe123qwe", "123qwe456rty", "1234rewqfdsa", "a1b2c3d4e5",
    "a1s2d3f4g5", "1a2b3c4d5e", "a123456789", "a1234567890", "aa12345678", "aa123456789", "abc1234567",
    "abc12345678", "abc123456789", "abcd123456", "abcd1234567", "abcd12345678", "abcde12345", "abcdef1234",
    "abcdef12345", "abcdef123456", "abcdefg123", "abcdefg1234", "123456789a", "123456789q", "123456789z",
    "1234567890a", "1234567890q", "123456abcd", "123456abcdef", "12345abcde", "1234abcd5678",
    "123abc456def", "123456789abc", "q123456789", "z123456789", "s123456789", "1029384756", "0192837465",
    "1234509876", "1234554321", "123456654321", "1234567899", "1234567891", "12345678910", "123456789123",
    "0123456789a", "1122334455", "112233445566", "1223334444", "1020304050", "1357924680", "2468013579",
    "1472583690", "147258369a", "1478963250", "7894561230", "9638527410", "0147258369", "3216549870",
    "789456123a", "0102030405", "0987654321a", "987654321a", "5201314520", "1314520520", "password10",
    "password11", "password12", "password123", "password1234", "password12345", "password123456",
    "password123!", "password1!", "password2020", "password2021", "password2022", "password2023",
    "password2024", "password2025", "password2026", "passwordpassword", "mypassword", "mypassword1",
    "mypassword123", "newpassword", "newpassword1", "thepassword", "nopassword", "yourpassword",
    "changepassword", "resetpassword", "p@ssw0rd123", "p@ssword123", "passw0rd123", "passw0rd1234",
    "pa$$word123", "pa$$w0rd123", "p@$$w0rd123", "p@ssw0rd12", "p@ssw0rd1!", "p4ssw0rd123", "passwort123",
    "passwort1234", "passwort12", "passwort1!", "meinpasswort", "meinpasswort1", "geheim1234",
    "geheim12345", "geheim123456", "hallo12345", "hallo123456", "hallohallo", "hallowelt1", "hallowelt123",
    "schatz1234", "schatzi123", "sonnenschein", "sonnenschein1", "ichliebedich", "ichliebedich1",
    "motdepasse", "motdepasse1", "motdepasse123", "contrasena", "contrasena1", "contraseña", "wachtwoord",
    "wachtwoord1", "wachtwoord123", "administrator", "administrator1", "admin12345", "admin123456",
    "admin1234567", "adminadmin", "adminadmin1", "admin@1234", "admin@12345", "root123456", "rootroot12",
    "user123456", "guest12345", "guest123456", "test123456", "test1234567", "test12345678", "testtest12",
    "testtest123", "testing123", "testing1234", "test123test", "demo123456", "demo12345678", "default123",
    "temporary1", "welcome123", "welcome1234", "welcome12345", "welcome2024", "welcome2025", "welcome2026",
    "welcome@123", "willkommen", "willkommen1", "willkommen123", "changeme123", "changeme1234",
    "changeme12", "changemenow", "letmein123", "letmein1234", "letmeinnow", "letmeinplease", "iloveyou12",
    "iloveyou123", "iloveyou1234", "iloveyouso", "iloveyou2x", "iloveyou!!", "ilovemyself", "ilovejesus",
    "iloveyousomuch", "sunshine12", "sunshine123", "princess12", "princess123", "princess1234",
    "football12", "football123", "football1234", "baseball12", "baseball123", "basketball", "basketball1",
    "volleyball", "skateboard", "snowboarder", "superman12", "superman123", "batman12345", "spiderman1",
    "spiderman123", "starwars12", "starwars123", "pokemon123", "pokemon1234", "minecraft1", "minecraft123",
    "dragon1234", "dragon12345", "dragon123456", "monkey1234", "monkey12345", "monkey123456", "shadow1234",
    "master1234", "master12345", "master123456", "michael123", "michelle12", "jennifer12", "jennifer123",
    "charlie123", "jordan2323", "liverpool1", "liverpool123", "manchester", "manchesterunited",
    "arsenal123", "chelsea123", "barcelona1", "realmadrid1", "bayernmuenchen", "computer12", "computer123",
    "internet12", "internet123", "samsung123", "facebook12", "facebook123", "google1234", "linkedin123",
    "whatever12", "whatever123", "trustno1trustno1", "correcthorse", "correcthorsebatterystaple",
    "blink182blink182", "jesuschrist", "godisgood1", "halloween1", "christmas1", "strawberry", "watermelon",
    "chocolate1", "butterfly1", "cheesecake", "sweetheart", "california", "washington", "australia1",
    "alexandria", "alexander1", "elizabeth1", "christopher", "christian1", "loveyou123", "loveyou1234",
    "lovelove12", "lovelove123", "summer2024", "summer2025", "summer2026", "winter2024", "winter2025",
    "winter2026", "spring2024", "spring2025", "autumn2024", "autumn2025", "sommer2024", "sommer2025",
    "sommer2026", "qwerty2024", "qwerty2025", "secret1234", "secret12345", "secret123456", "topsecret1",
    "topsecret123", "supersecret", "master@123", "india12345", "india@1234",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_passphrase_is_taken() {
        for password in ["purple lamp on tuesday", "kR7#vv-02xQp", "ÄpfelUndBirnen", "1q2w3e-mountains"] {
            assert_eq!(check(password, "ada@example.com"), Ok(()), "{password}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check("äöüäöüxyz", "a@b.co"), Err(Problem::TooShort { min: MIN_LENGTH as u32 }));
        assert_eq!(check(&"né".repeat(101), "a@b.co"), Err(Problem::TooLong { max: MAX_LENGTH as u32 }));
    }

    #[test]
    fn the_mail_address_is_no_password() {
        assert_eq!(check("Ada@Example.com", " ada@example.com"), Err(Problem::CommonPassword));
        assert_eq!(check("ada.lovelace", "ada.lovelace@example.com"), Err(Problem::CommonPassword));
    }

    #[test]
    fn what_everybody_guesses_first_is_refused() {
        for password in [
            "Password123",
            "QWERTYUIOP",
            "1234567890",
            "9876543210",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "0000000000",
            "          ",
            "passwort123",
            "abcdefghijkl",
        ] {
            assert_eq!(check(password, "a@b.co"), Err(Problem::CommonPassword), "{password}");
        }
    }

    #[test]
    fn the_list_holds_only_what_the_other_rules_let_through() {
        assert!(COMMON.len() >= 200);
        for (index, word) in COMMON.iter().enumerate() {
            assert!(word.chars().count() >= MIN_LENGTH && *word == word.to_lowercase(), "{word}");
            assert!(!is_pattern(word) && !COMMON[..index].contains(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_check_fail(password in "\\PC{0,60}", mail in "\\PC{0,30}") {
            let _ = check(&password, &mail);
        }
    }
}
