//! The cards of the simulated payment provider, and what each of them does.

use super::DeclineReason;

/// A card of the simulated provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestCard {
    /// Its number, without spaces.
    pub number: &'static str,
    /// The word that may be typed instead.
    pub word: &'static str,
    /// What it does.
    pub behaviour: TestBehaviour,
}

/// What the simulated provider does with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestBehaviour {
    /// Pays at once.
    Success,
    /// Declines.
    Decline(DeclineReason),
    /// Asks the buyer to confirm on a page of its own.
    Challenge,
    /// Takes the request and decides five seconds later.
    Slow,
    /// Pays, and its answer is lost on the way.
    LostAnswer,
    /// Cannot be reached.
    Unreachable,
    /// Pays; its webhook comes before its answer.
    WebhookFirst,
    /// Pays; its webhook comes twice.
    WebhookTwice,
    /// Decides five seconds later and never sends a webhook.
    WebhookNever,
}

/// What the simulated provider understands. Numbers are those that payment providers publish
/// for tests; all belong to nobody.
pub const TEST_CARDS: &[TestCard] = &[
    TestCard { number: "4242424242424242", word: "tok_success", behaviour: TestBehaviour::Success },
    TestCard {
        number: "4000000000000002",
        word: "tok_declined",
        behaviour: TestBehaviour::Decline(DeclineReason::CardDeclined),
    },
    TestCard {
        number: "4000000000009995",
        word: "tok_insufficient_funds",
        behaviour: TestBehaviour::Decline(DeclineReason::InsufficientFunds),
    },
    TestCard {
        number: "4000000000000069",
        word: "tok_expired",
        behaviour: TestBehaviour::Decline(DeclineReason::ExpiredCard),
    },
    TestCard { number: "4000002500003155", word: "tok_challenge", behaviour: TestBehaviour::Challenge },
    TestCard { number: "4000000000000077", word: "tok_slow", behaviour: TestBehaviour::Slow },
    TestCard { number: "4000000000000119", word: "tok_lost_answer", behaviour: TestBehaviour::LostAnswer },
    TestCard { number: "4000000000000341", word: "tok_unreachable", behaviour: TestBehaviour::Unreachable },
    TestCard {
        number: "4000000000000358",
        word: "tok_webhook_first",
        behaviour: TestBehaviour::WebhookFirst,
    },
    TestCard {
        number: "4000000000000366",
        word: "tok_webhook_twice",
        behaviour: TestBehaviour::WebhookTwice,
    },
    TestCard {
        number: "4000000000000374",
        word: "tok_webhook_never",
        behaviour: TestBehaviour::WebhookNever,
    },
];

/// What the simulated provider does with what was typed; a number may hold spaces. `None` for
/// a card that does not exist.
pub fn test_behaviour(typed: &str) -> Option<TestBehaviour> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    TEST_CARDS.iter().find(|card| card.number == typed || card.word == typed).map(|card| card.behaviour)
}
