//! All names of one thing at once.

use crate::scene::Scene;
use hedgerow::annotation::{Kind, Status};
use hedgerow::engine::Engine;
use hedgerow::session::links;

fn scene() -> Scene {
    let mut scene = Scene::read("Lumen Labs grows. Lumen Labs hires. Lumen Labs wins.");
    links(&Engine::new(), &mut scene.document);
    let first = scene
        .document
        .marks()
        .find(|mark| mark.kind() == Kind::Entity);
    let id = first.expect("there is one").id.clone();
    scene.select(&id);
    scene
}

#[test]
fn all_are_decided_on_but_those_that_a_person_decided_otherwise() {
    let mut scene = scene();
    assert_eq!(scene.said("accept all"), "All 3 mentions accepted.");
    let accepted = |scene: &Scene, status| {
        let marks = scene.document.marks();
        marks.filter(|mark| mark.status == status).count()
    };
    assert_eq!(accepted(&scene, Status::Accepted), 3);
    assert_eq!(scene.refused("accept all"), "All 3 mentions accepted.");
    let said = scene.refused("reject all");
    assert!(
        said.starts_with("0 of 3 mentions rejected; 3 that"),
        "{said}"
    );
}

#[test]
fn all_are_relabelled() {
    let mut scene = scene();
    assert_eq!(scene.said("relabel all=PERSON"), "All 3 mentions changed.");
    assert_eq!(scene.refused("relabel all="), "“” is no label.");
    scene.at.mark = None;
    assert_eq!(scene.refused("accept all"), "Choose a mark first.");
}
