//! Reading a merchant's file of products.

use std::io::Write;
use std::time::{Duration, Instant};

use super::Options;
use super::report::Report;
use super::world::quiet;
use crate::server::Setup;
use crate::{Failure, Result};

/// Rows of one product in the file.
pub const VARIANTS: usize = 4;

/// Imports a file of many rows into an empty shop.
pub async fn measure(options: &Options, report: &mut Report) -> Result<()> {
    let data = options.folder.join("import");
    let _ = std::fs::remove_dir_all(&data);
    std::fs::create_dir_all(&data)?;
    let setup = Setup { binary: options.souk.clone(), data: data.clone(), database: None, settings: quiet() };
    setup.run(&["migrate"]).await?;
    setup.run(&["demo", "--products", "0", "--orders", "0"]).await?;
    let file = data.join("products.csv");
    write(&file, options.import_rows, 90)?;

    let begun = Instant::now();
    let path = file.to_string_lossy().into_owned();
    let mut child = setup
        .command(&["import", "products", "--shop", "demo", &path])
        .stdout(std::process::Stdio::piped())
        .spawn()?;
    let pid = child.id().unwrap_or_default();
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(anonymous(pid));
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    if !status.success() {
        return Err(Failure(format!("the import ended with {status}")));
    }
    let rows = options.import_rows;
    report.add(&format!("import of {rows} rows"), begun.elapsed().as_secs_f64(), "s", Some(60.0), false);
    report.memory(&format!("import of {rows} rows, memory"), peak);
    Ok(())
}

fn anonymous(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() * 1024
}

/// A file of so many rows as Shopify exports it, with less than `stock` pieces of each.
pub fn write(path: &std::path::Path, rows: usize, stock: usize) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(
        file,
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
         Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,\
         Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,\
         Variant Taxable,Variant Barcode,Image Src,Image Position,Status"
    )?;
    for row in 0..rows {
        let (product, variant) = (row / VARIANTS, row % VARIANTS);
        let first = variant == 0;
        let title = if first { format!("Trial product {product}") } else { String::new() };
        let text =
            if first { "<p>Made of wool, in small batches, and sent within two days.</p>" } else { "" };
        let vendor = if first { format!("Maker {}", product % 50) } else { String::new() };
        let (kind, tags, published) = if first { ("Jackets", "wool, winter", "true") } else { ("", "", "") };
        let size = ["S", "M", "L", "XL"][variant];
        let price = 1_000 + (row * 37) % 20_000;
        writeln!(
            file,
            "trial-{product},{title},\"{text}\",{vendor},{kind},\"{tags}\",{published},Size,{size},T-{row},\
             300,shopify,{},deny,manual,{}.{:02},,true,true,,,,active",
            stock - 1 - row % 50,
            price / 100,
            price % 100,
        )?;
    }
    file.flush()?;
    Ok(())
}
