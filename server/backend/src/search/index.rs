//! The index itself: its fields, its words, its folder.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::events::Position;
use crate::{Error, Result};

/// Changes with the fields and the words; an index of another form is made anew.
pub(super) const FORM: u32 = 1;

/// An open index; cheap to clone.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    words: Words,
    whole: AtomicBool,
    turns: Arc<Semaphore>,
}

/// Where things are in the index.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub id: Field,
    pub title: Field,
    pub brand: Field,
    pub category: Field,
    pub tags: Field,
    pub body: Field,
    pub stem_en: Field,
    pub stem_de: Field,
    pub shop_slug: Field,
    pub brand_facet: Field,
    pub category_path: Field,
    pub price: Field,
    pub available: Field,
    pub sold: Field,
    pub published: Field,
}

/// Ways to cut a text into words.
#[derive(Clone)]
pub(super) struct Words {
    /// Lower case, without marks: for English and German alike.
    pub plain: TextAnalyzer,
    /// The same, cut back to English stems.
    pub en: TextAnalyzer,
    /// The same, cut back to German stems.
    pub de: TextAnalyzer,
}

/// What a commit remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Saved {
    pub form: u32,
    /// Which database it was made from.
    pub site: String,
    /// The last entry of the log that is in it.
    pub position: Position,
    /// When, UTC milliseconds.
    pub at: i64,
}

pub(super) fn broken(error: TantivyError) -> Error {
    Error::internal(error)
}

impl Index {
    /// Opens the index in the data folder, or begins a new one where there is none, where it is
    /// damaged, or where it has another form.
    ///
    /// # Errors
    /// Internal, when the folder cannot be written.
    pub fn open(data_dir: &Path) -> Result<Self> {
        let folder = data_dir.join("search");
        match Self::open_existing(&folder) {
            Ok(index) => Ok(index),
            Err(reason) => {
                if folder.exists() {
                    tracing::warn!(reason, folder = %folder.display(), "the search index is made anew");
                    std::fs::remove_dir_all(&folder)?;
                }
                std::fs::create_dir_all(&folder)?;
                let index = tantivy::Index::create_in_dir(&folder, schema().0).map_err(broken)?;
                Self::over(index)
            }
        }
    }

    fn open_existing(folder: &PathBuf) -> Result<Self, String> {
        let told = |error: TantivyError| error.to_string();
        let index = tantivy::Index::open_in_dir(folder).map_err(told)?;
        if index.schema() != schema().0 {
            return Err("its fields are others".into());
        }
        let damaged = index.validate_checksum().map_err(told)?;
        if !damaged.is_empty() {
            return Err(format!("{} of its files are damaged", damaged.len()));
        }
        Self::over(index).map_err(|error| error.to_string())
    }

    fn over(index: tantivy::Index) -> Result<Self> {
        let words = Words::new();
        for (name, analyzer) in [("plain", &words.plain), ("en", &words.en), ("de", &words.de)] {
            index.tokenizers().register(name, analyzer.clone());
        }
        // This process is the only writer and reloads after each commit.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        let whole = AtomicBool::new(false);
        let cores = std::thread::available_parallelism().map_or(2, NonZero::get);
        let turns = Arc::new(Semaphore::new(cores));
        Ok(Self(Arc::new(Inner { index, reader, fields: schema().1, words, whole, turns })))
    }

    /// The right to one pass over the index: as many at once as there are cores. More would not be
    /// done sooner, and each takes memory and a thread.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        self.0.turns.clone().acquire_owned().await.map_err(Error::internal)
    }

    /// Whether every product is in it that was on sale when this process began to follow the log.
    pub(super) fn is_whole(&self) -> bool {
        self.0.whole.load(Relaxed)
    }

    pub(super) fn set_whole(&self) {
        self.0.whole.store(true, Relaxed);
    }

    pub(super) fn fields(&self) -> Fields {
        self.0.fields
    }

    pub(super) fn words(&self) -> Words {
        self.0.words.clone()
    }

    pub(super) fn searcher(&self) -> Searcher {
        self.0.reader.searcher()
    }

    pub(super) fn writer(&self) -> Result<tantivy::IndexWriter> {
        const MEMORY: usize = 40 << 20;
        self.0.index.writer_with_num_threads(1, MEMORY).map_err(broken)
    }

    pub(super) fn reload(&self) -> Result<()> {
        self.0.reader.reload().map_err(broken)
    }

    /// What the last commit remembers; `None` before the first one.
    pub(super) fn saved(&self) -> Option<Saved> {
        let payload = self.0.index.load_metas().ok()?.payload?;
        serde_json::from_str(&payload).ok()
    }
}

impl Words {
    fn new() -> Self {
        let plain = || {
            TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(RemoveLongFilter::limit(40))
                .filter(LowerCaser)
        };
        Self {
            plain: plain().filter(AsciiFoldingFilter).build(),
            en: plain().filter(Stemmer::new(Language::English)).filter(AsciiFoldingFilter).build(),
            // German stems need their umlauts, so those are folded after.
            de: plain().filter(Stemmer::new(Language::German)).filter(AsciiFoldingFilter).build(),
        }
    }

    /// The words of a text in one of these ways.
    pub(super) fn of(analyzer: &TextAnalyzer, text: &str) -> Vec<String> {
        let mut analyzer = analyzer.clone();
        let mut found = Vec::new();
        analyzer.token_stream(text).process(&mut |token| found.push(token.text.clone()));
        found
    }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, record| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let basic = IndexRecordOption::Basic;
    let facet = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        title: schema.add_text_field("title", text("plain", IndexRecordOption::WithFreqsAndPositions)),
        brand: schema.add_text_field("brand", text("plain", basic)),
        category: schema.add_text_field("category", text("plain", basic)),
        tags: schema.add_text_field("tags", text("plain", basic)),
        body: schema.add_text_field("body", text("plain", basic)),
        stem_en: schema.add_text_field("stem_en", text("en", basic)),
        stem_de: schema.add_text_field("stem_de", text("de", basic)),
        shop_slug: schema.add_text_field("shop_slug", facet()),
        brand_facet: schema.add_text_field("brand_facet", facet()),
        category_path: schema.add_text_field("category_path", facet()),
        price: schema.add_i64_field("price", FAST | INDEXED),
        available: schema.add_bool_field("available", FAST),
        sold: schema.add_i64_field("sold", FAST),
        published: schema.add_i64_field("published", FAST),
    };
    (schema.build(), fields)
}

/// The place of the index in an [`Env`](crate::Env): set once by the server, empty elsewhere.
#[derive(Default)]
pub struct Handle(OnceLock<Index>);

impl Handle {
    /// Opens searches to this process. A second index is not taken.
    pub fn set(&self, index: Index) {
        let _ = self.0.set(index);
    }

    /// The index.
    ///
    /// # Errors
    /// Unavailable in a process that has none.
    pub fn get(&self) -> Result<&Index> {
        self.0.get().ok_or_else(|| Error::Unavailable("this process has no search index".into()))
    }
}
