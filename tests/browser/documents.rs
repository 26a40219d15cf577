//! Many documents: the sheet that lists them, files that bring them, and backups.

use crate::export::Folder;
use crate::reading::ARTICLE;
use crate::support::{Outcome, Page, Visit, browse, browse_as, saved as saved_file};
use serde_json::json;
use thirtyfour::Key;

/// Drops files on the page: name and content of each.
pub async fn drop_files(page: &Page, files: &[(&str, &str)]) -> Outcome {
    let script = "const data = new DataTransfer();
         for (const [name, content] of a) data.items.add(new File([content], name));
         const event = { bubbles: true, cancelable: true, dataTransfer: data };
         document.body.dispatchEvent(new DragEvent('drop', event));";
    page.js::<()>(script, json!(files)).await
}

async fn open_sheet(page: &Page) -> Outcome {
    page.blur().await?;
    page.keys("d").await?;
    page.wait_for_words("#documents .summary", "document").await
}

async fn until_titles(page: &Page, expect: &[&str]) -> Outcome {
    let script = "return [...document.querySelectorAll('#documents .title')]
        .map(title => title.textContent)";
    let what = format!("{expect:?} are listed");
    page.until_is(&what, script, json!(expect)).await
}

/// Writes into the field of the sheet whose name begins so.
async fn type_in(page: &Page, name: &str, words: &str) -> Outcome {
    let css = format!("#documents [aria-label^='{name}']");
    page.fill(&css, words).await
}

const RAIN: &str = "Rain is likely in Oslo, officials said.";
const SNOW: &str = "Snow may fall in Bergen, says Ada Holm.";
const WIND: &str = "Wind is expected in Narvik.";

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn documents_are_listed_found_named_and_deleted() -> Outcome {
    browse(async |page| {
        drop_files(page, &[("a.txt", RAIN), ("b.txt", SNOW), ("c.txt", WIND)]).await?;
        page.wait_for_words("#article", "Narvik").await?;
        page.settled().await?;
        page.blur().await?;
        page.keys("ja").await?;
        open_sheet(page).await?;
        until_titles(page, &[RAIN, SNOW, WIND]).await?;
        page.wait_for_words(
            "#documents .summary",
            "3 documents: 0 complete, 1 in review, 2 untouched",
        )
        .await?;
        assert_eq!(page.words("#documents [aria-current=page]").await?, WIND);

        // Found by title, and by a word of the text that no title has.
        type_in(page, "Find", "snow").await?;
        until_titles(page, &[SNOW]).await?;
        type_in(page, "Find", "nothing like it").await?;
        page.wait_for_words("#documents", "No document is like that.")
            .await?;
        type_in(page, "Find", "").await?;
        until_titles(page, &[RAIN, SNOW, WIND]).await?;

        // Named, set complete, and chosen by state.
        page.click("#documents button", "Rename “Rain").await?;
        type_in(page, "Name of", "The weather").await?;
        page.click("#documents button", "Done").await?;
        until_titles(page, &["The weather", SNOW, WIND]).await?;
        page.choose(
            "#documents [aria-label='State of “The weather”']",
            "Complete",
        )
        .await?;
        page.wait_for_words("#documents .summary", "1 complete")
            .await?;

        // Deleted, and back.
        page.click("#documents button", "Delete “Snow").await?;
        until_titles(page, &["The weather", WIND]).await?;
        page.click("#documents .done button", "Undo").await?;
        until_titles(page, &["The weather", SNOW, WIND]).await?;

        // Opened by keyboard alone, from the field: then it is gone from the page, not from here.
        page.click("#documents button", "Delete “Wind").await?;
        until_titles(page, &["The weather", SNOW]).await?;
        page.click("#documents button", "Snow").await?;
        page.wait_for_words("#article", "Bergen").await?;
        page.blur().await?;
        page.keys(">").await?;
        page.wait_for_words("#article", "Oslo").await?;
        page.keys("<").await?;
        page.wait_for_words("#article", "Bergen").await?;

        // All that is still so after a reload.
        page.wait_for_words("#kept", "Saved").await?;
        page.driver.refresh().await?;
        page.wait_for_words("#article", "Bergen").await?;
        open_sheet(page).await?;
        until_titles(page, &["The weather", SNOW]).await?;
        page.wait_for_words("#documents .summary", "2 documents: 1 complete")
            .await?;
        page.keys(Key::Escape).await?;
        page.gone("the sheet is closed", "#documents").await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_backup_brings_everything_back() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        page.keys("jaja").await?;
        page.until(
            "two are accepted",
            "return document.querySelectorAll('#article [data-status=accepted]').length > 1",
            json!(null),
        )
        .await?;
        let folder = Folder::new("backup")?;
        page.save_in(folder.path()).await?;
        open_sheet(page).await?;
        page.click("#documents button", "Back up").await?;
        let (name, file) = saved_file(folder.path()).await?;
        assert_eq!(name, "hedgerow-backup.jsonl");
        page.click("#documents button", "Delete everything").await?;
        page.click("#documents button", "Yes").await?;
        page.wait_for_words("#documents .summary", "0 documents").await?;
        page.keys(Key::Escape).await?;
        page.until(
            "the page is empty",
            "return document.querySelector('#article').hidden && !document.querySelector('#text').value",
            json!(null),
        )
        .await?;
        page.driver.refresh().await?;
        page.wait_for_words("#kept", "Saved").await?;
        open_sheet(page).await?;
        page.wait_for_words("#documents .summary", "0 documents").await?;
        page.keys(Key::Escape).await?;
        drop_files(page, &[(name.as_str(), file.as_str())]).await?;
        page.wait_for_words("#article", "Bekkevold").await?;
        page.until(
            "both decisions are there",
            "return document.querySelectorAll('#article [data-status=accepted]').length > 1",
            json!(null),
        )
        .await?;
        // What is here is not taken in again.
        drop_files(page, &[(name.as_str(), file.as_str())]).await?;
        page.wait_for_words("#notices", "That document was here already.")
            .await?;
        open_sheet(page).await?;
        page.wait_for_words("#documents .summary", "1 document:").await?;
        page.keys(Key::Escape).await?;
        page.blur().await?;
        page.keys("uu").await?;
        page.gone("they can be taken back", "#article [data-status=accepted]")
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn bad_files_are_named_and_the_others_taken() -> Outcome {
    browse(async |page| {
        let native = "{\"text\":\"Rain is likely in Oslo.\",\"entities\":[{\"start\":18,\"end\":22,\"label\":\"GPE\"}]}";
        drop_files(
            page,
            &[
                ("paper.pdf", "%PDF-1.7"),
                ("empty.txt", " \n"),
                ("own.json", native),
                ("bad.json", "{"),
                ("page.html", "<title>Wind</title><nav>Home</nav><p>Wind is <b>expected</b> in Narvik.<script>x</script>"),
                ("snow.txt", SNOW),
            ],
        )
        .await?;
        page.wait_for_words("#article", "Bergen").await?;
        for words in ["paper.pdf: it is a PDF", "empty.txt: there is no text", "bad.json: "] {
            page.wait_for_words("#notices", words).await?;
        }
        assert_eq!(page.count("#articles li").await?, 3);
        page.blur().await?;
        page.chord(Key::Alt, ",").await?;
        page.wait_for_words("#article", "Wind is expected in Narvik.").await?;
        page.chord(Key::Alt, ",").await?;
        page.wait_for_words("#article", "Rain is likely").await?;
        let mark = page.mark("entity", "Oslo").await?;
        assert_eq!(mark.label, "GPE");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_file_that_is_dropped_before_the_program_listens_is_taken() -> Outcome {
    let visit = Visit {
        // Who listens until then is told of a drop at once.
        script: "const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(['Rain is likely in Oslo.'], 'early.txt'));
            Object.defineProperty(self, 'ondrop', {
                set: (listener) => listener?.(new DragEvent('drop', { dataTransfer })),
            });",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.wait_for_words("#article", "Rain is likely in Oslo.")
            .await?;
        open_sheet(page).await?;
        page.wait_for_words("#documents .summary", "1 document:")
            .await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_text_that_is_not_to_be_kept_is_not() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.wait_for_words("#kept", "Saved").await?;
        open_sheet(page).await?;
        page.click("#documents button", "Do not keep").await?;
        page.wait_for_words("#documents .done", "is not kept")
            .await?;
        page.keys(Key::Escape).await?;
        page.blur().await?;
        page.keys("ja").await?;
        page.there("work goes on", "#article [data-status=accepted]")
            .await?;
        page.driver.refresh().await?;
        page.wait_for_words("#kept", "Saved").await?;
        open_sheet(page).await?;
        page.wait_for_words("#documents .summary", "0 documents")
            .await?;
        assert_eq!(page.words("#article").await?, "");
        Ok(())
    })
    .await
}
