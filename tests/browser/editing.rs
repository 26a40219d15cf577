//! A person brings text in, changes it, and decides on marks.

use crate::reading::{ARTICLE, marks_are_those_of};
use crate::support::{Outcome, Page, Visit, browse, browse_as};
use serde_json::json;
use thirtyfour::{By, Key};

/// The marks with this status.
fn with(status: &str) -> String {
    format!("#article mark[data-begins][data-status={status}]")
}

async fn until_status(page: &Page, status: &str, count: usize) -> Outcome {
    page.until_count(&with(status), count).await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn marks_follow_what_is_typed() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.button("Edit text").await?;
        let field = page.driver.find(By::Id("text")).await?;
        field.send_keys(Key::Control + Key::Home).await?;
        field.send_keys("Kenya may follow. \u{1F680} ").await?;
        page.settled().await?;
        page.wait_for_words("#article", "Kenya may follow.").await?;
        page.mark("entity", "Kenya").await?;
        marks_are_those_of(page, &format!("Kenya may follow. \u{1F680} {ARTICLE}")).await?;
        // Letters typed into the field were letters, not commands.
        assert_eq!(
            page.count(&with("accepted")).await? + page.count(&with("rejected")).await?,
            0
        );
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_long_text_is_edited_in_a_field_that_was_shut() -> Outcome {
    browse(async |page| {
        let long = format!("{ARTICLE}\n\n").repeat(300);
        page.put(&long).await?;
        page.settled().await?;
        page.blur().await?;
        page.there(
            "the field is shut",
            "#desk[data-desk=shut] #text:not(:focus)",
        )
        .await?;
        // By its key alone: the focus opens it, and it has kept its place and all of its text.
        page.keys("t").await?;
        page.until(
            "the field is open",
            "return document.activeElement.id === 'text'
                 && document.activeElement.offsetHeight > 100
                 && getComputedStyle(document.activeElement).contentVisibility === 'visible'",
            json!(null),
        )
        .await?;
        let field = page.driver.find(By::Id("text")).await?;
        field.send_keys(Key::Control + Key::Home).await?;
        field.send_keys("Kenya may follow. ").await?;
        page.wait_for_words("#article", "Kenya may follow.").await?;
        let whole: bool = page
            .js(
                "return document.getElementById('text').value === a",
                json!(format!("Kenya may follow. {long}")),
            )
            .await?;
        assert!(whole, "the field holds another text");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn decisions_stand_and_can_be_taken_back() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let all = page.marks().await?;
        page.select("entity", "Astrid Bekkevold").await?;
        page.button("Accept").await?;
        until_status(page, "accepted", 1).await?;
        page.button("Undo").await?;
        until_status(page, "accepted", 0).await?;
        page.button("Redo").await?;
        until_status(page, "accepted", 1).await?;
        // By keyboard, on another mark.
        page.select("cue", "denied").await?;
        page.keys("x").await?;
        // It moves on to the next, so that the mark is shown no longer.
        page.until(
            "the rejected mark is gone from the article",
            "return ![...document.querySelectorAll('#article mark')].some(mark =>
                mark.textContent === 'denied' && mark.dataset.kind === 'cue' && !mark.dataset.emphasis)",
            json!(null),
        )
        .await?;
        // An edit elsewhere leaves decisions alone.
        page.put(&format!("{ARTICLE}\n\nIt rained in Bergen.")).await?;
        page.mark("entity", "Bergen").await?;
        until_status(page, "accepted", 1).await?;
        // Everything can be taken back.
        for _ in 0..3 {
            page.keys(Key::Escape).await?;
            page.button("Undo").await?;
        }
        until_status(page, "accepted", 0).await?;
        assert!(page.marks().await?.len() >= all.len());
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_paste_over_reviewed_work_keeps_it() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.select("entity", "Astrid Bekkevold").await?;
        page.button("Accept").await?;
        until_status(page, "accepted", 1).await?;
        page.paste("Another story. Telenor denied that it might sell its masts in Finland.")
            .await?;
        assert_eq!(page.count(&with("accepted")).await?, 0);
        assert_eq!(page.count("#articles li").await?, 2);
        page.button("Go back to it").await?;
        page.wait_for_words("#article", "Astrid Bekkevold").await?;
        until_status(page, "accepted", 1).await?;
        let field = page.text().await?;
        assert_eq!(field, ARTICLE);
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_paste_button_reads_the_clipboard() -> Outcome {
    browse(async |page| {
        page.js_async::<()>("await navigator.clipboard.writeText(a)", json!(ARTICLE))
            .await?;
        page.button("Paste").await?;
        page.wait_for_words("#article", "Astrid Bekkevold").await?;
        page.settled().await?;
        marks_are_those_of(page, ARTICLE).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn samples_can_be_tried() -> Outcome {
    browse(async |page| {
        let samples = page.count("#welcome button").await?;
        assert!(samples > 1);
        for sample in 0..samples {
            page.js::<()>(
                "document.querySelectorAll('#samples button, #welcome button')[a].click()",
                json!(sample),
            )
            .await?;
            page.until(
                "the sample is there",
                "return document.getElementById('text').value.length > 500",
                json!(null),
            )
            .await?;
            page.settled().await?;
            let text = page.text().await?;
            assert!(page.count("#article mark").await? > 10, "{text}");
            page.put("").await?;
        }
        Ok(())
    })
    .await
}

/// Drops a file of these bytes on the page.
async fn drop_file(page: &Page, name: &str, bytes: &[u8]) -> Outcome {
    page.js::<()>(
        "const data = new DataTransfer();
         data.items.add(new File([new Uint8Array(a.bytes)], a.name));
         const main = document.querySelector('main');
         for (const kind of ['dragenter', 'dragover', 'drop']) {
             const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
             if (main.dispatchEvent(event)) throw new Error(`${kind} is left to the browser`);
         }",
        json!({ "name": name, "bytes": bytes }),
    )
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn files_can_be_dropped() -> Outcome {
    browse(async |page| {
        drop_file(page, "plain.txt", ARTICLE.replace('\n', "\r\n").as_bytes()).await?;
        page.wait_for_words("#article", "Astrid Bekkevold").await?;
        page.settled().await?;
        marks_are_those_of(page, ARTICLE).await?;
        page.wait_for_words("#notices", "line ends").await?;

        drop_file(
            page,
            "old.txt",
            b"Caf\xE9 Oslo may open in Norway, said Mr. Berg \x97 perhaps.",
        )
        .await?;
        page.wait_for_words("#article", "Caf\u{e9} Oslo").await?;
        page.wait_for_words("#article", "Berg \u{2014} perhaps")
            .await?;
        page.wait_for_words("#notices", "windows-1252").await?;

        drop_file(page, "paper.pdf", b"%PDF-1.7 ...").await?;
        page.wait_for_words("#notices", "paper.pdf").await?;
        page.wait_for_words("#notices", "a PDF").await?;
        // What was there stays.
        page.wait_for_words("#article", "Caf\u{e9} Oslo").await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn files_can_be_chosen() -> Outcome {
    let visit = Visit {
        // A file chooser is the browser's own window; this stands for what is done in it.
        script: "HTMLInputElement.prototype.click = function () {
            const data = new DataTransfer();
            data.items.add(new File(['Telenor may leave Finland.'], 'chosen.txt'));
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
        };",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.button("Open file").await?;
        page.wait_for_words("#article", "Telenor may leave Finland.")
            .await?;
        page.settled().await?;
        marks_are_those_of(page, "Telenor may leave Finland.").await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_newer_text_cancels_the_older() -> Outcome {
    let visit = Visit {
        script: "window.heard = 0;
            const Real = window.Worker;
            window.Worker = class extends Real {
                constructor(...given) {
                    super(...given);
                    // Of what is saved it tells in few bytes.
                    this.addEventListener('message', ({ data }) => {
                        window.heard += Number(data.byteLength > 200);
                    });
                }
            };",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        let old = "Lumen Labs may host Kite 3 in Oslo, said Astrid Bekkevold.\n\n";
        page.put_by("a.repeat(40000)", json!(old)).await?;
        page.there("the first part is there", "#article mark")
            .await?;
        page.put_by("a", json!(ARTICLE)).await?;
        page.wait_for_words("#article", "Telenor has agreed")
            .await?;
        page.settled().await?;
        marks_are_those_of(page, ARTICLE).await?;
        // The worker has nothing more to say: what it was at before is given up.
        let (before, after): (u32, u32) = page
            .js_async(
                "const before = window.heard;
                 await new Promise(done => setTimeout(done, 700));
                 return [before, window.heard];",
                json!(null),
            )
            .await?;
        assert_eq!(before, after);
        marks_are_those_of(page, ARTICLE).await
    })
    .await
}
