//! What typed words mean to the index.
//!
//! A word weighs by the best place where it stands: its exact form in the title most, a typing
//! error least. Weights are fixed, not statistics of the texts, so that an exact word always
//! comes before a similar one.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::index::{Index, Words};

/// Most words that are searched.
const MAX_WORDS: usize = 8;

/// Typed words, folded as the index folds its own.
pub(super) fn words(index: &Index, text: &str) -> Vec<String> {
    let mut words = Words::of(&index.words().plain, text);
    words.truncate(MAX_WORDS);
    words
}

/// How words are met.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Every word.
    All,
    /// At least one.
    Any,
    /// Every word, the last one still being typed.
    Typing,
}

/// The query for words; everything when there are none.
pub(super) fn build(index: &Index, words: &[String], how: Match) -> Box<dyn Query> {
    if words.is_empty() {
        return Box::new(AllQuery);
    }
    let fields = index.fields();
    let occur = if how == Match::Any { Occur::Should } else { Occur::Must };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let typing = how == Match::Typing && at + 1 == words.len();
        clauses.push((occur, of_word(index, word, typing)));
        // Among equals the shorter title is closer to what was meant.
        let ranked = TermQuery::new(Term::from_field_text(fields.title, word), IndexRecordOption::WithFreqs);
        clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(ranked), 0.15))));
    }
    if words.len() > 1 {
        let terms = words.iter().map(|word| Term::from_field_text(fields.title, word)).collect();
        clauses.push((Occur::Should, weighed(PhraseQuery::new(terms), 6.0)));
    }
    if how == Match::Any {
        return Box::new(BooleanQuery::with_minimum_required_clauses(clauses, 1));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn of_word(index: &Index, word: &str, typing: bool) -> Box<dyn Query> {
    let fields = index.fields();
    let words = index.words();
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    let exact = |field: Field, word: &str| {
        TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic)
    };
    for (field, weight) in [
        (fields.title, 10.0),
        (fields.brand, 8.0),
        (fields.category, 7.0),
        (fields.tags, 5.0),
        (fields.body, 2.0),
    ] {
        ways.push(weighed(exact(field, word), weight));
    }
    for (field, analyzer) in [(fields.stem_en, &words.en), (fields.stem_de, &words.de)] {
        for stem in Words::of(analyzer, word) {
            ways.push(weighed(exact(field, &stem), 6.0));
        }
    }
    let length = word.chars().count();
    if typing || length >= 3 {
        for (field, weight) in [(fields.title, 4.0), (fields.brand, 3.5), (fields.category, 3.0)] {
            let begins = FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), 0, true);
            ways.push(weighed(begins, weight));
        }
    }
    let errors = match length {
        0..=3 => return Box::new(DisjunctionMaxQuery::new(ways)),
        4..=7 => 1,
        _ => 2,
    };
    for (field, weight) in [(fields.title, 1.5), (fields.brand, 1.4), (fields.category, 1.2)] {
        let term = Term::from_field_text(field, word);
        let similar = if typing {
            FuzzyTermQuery::new_prefix(term, errors, true)
        } else {
            FuzzyTermQuery::new(term, errors, true)
        };
        ways.push(weighed(similar, weight));
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}

fn weighed(query: impl Query, weight: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), weight))
}
