use super::{
    Button, Checkbox, Choice, DateFields, Field, Form, Input, PostedForm, PostedFormSlot, RadioGroup, TextArea,
    provide_page,
};
use crate::error::AppError;
use crate::ui::Erase;
use domain::form::{FieldErrors, Problem};
use leptos::prelude::*;

/// The HTML of a view in an app whose server kept `posted`.
fn html(posted: Option<PostedForm>, view: impl FnOnce() -> AnyView) -> String {
    Owner::new_root(None).with(|| {
        provide_context(PostedFormSlot(posted));
        provide_page();
        view().to_html()
    })
}

fn posted(values: &[(&str, &str)], errors: FieldErrors) -> PostedForm {
    let values = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    PostedForm {
        action: "/register".to_owned(),
        values,
        error: AppError::Invalid(errors),
    }
}

#[test]
fn text_cannot_leave_a_text_area() {
    let evil = "</textarea><script>alert(1)</script>&lt;";
    let html = html(None, move || {
        view! { <TextArea name="note" label="Note" value=evil/> }.erase()
    });
    assert!(!html.contains("<script>"), "{html}");
    assert!(
        html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;</textarea>"),
        "{html}"
    );
}

#[test]
fn a_text_area_keeps_its_first_empty_line() {
    let html = html(None, || {
        view! { <TextArea name="note" label="Note" value="\nsecond line"/> }.erase()
    });
    assert!(html.contains(">\n\nsecond line</textarea>"), "{html}");
}

#[test]
fn a_form_that_came_back_shows_what_was_typed_and_what_to_mend() {
    let errors = FieldErrors::one("email", Problem::EmailWrong);
    let posted = posted(
        &[
            ("email", "a\"><b>"),
            ("password", "never"),
            ("place", "north"),
            ("news", "yes"),
            ("birth_day", "31"),
        ],
        errors,
    );
    let html = html(Some(posted), || {
        view! {
            <Form action="/register">
                <Field name="email" label="E-mail" kind=Input::Email hint="We never share it"/>
                <Field name="password" label="Password" kind=Input::NewPassword/>
                <RadioGroup name="place" legend="Where" options=vec![Choice::new("south", "South"), Choice::new("north", "North")]/>
                <Checkbox name="news" label="News"/>
                <DateFields name="birth" legend="Born"/>
                <Button>"Go"</Button>
            </Form>
        }
        .erase()
    });
    assert!(
        html.contains(r#"role="alert""#) && html.contains("href=\"#email\""),
        "{html}"
    );
    assert!(html.contains(r#"value="a&quot;&gt;&lt;b&gt;""#), "{html}");
    assert!(
        html.contains(r#"aria-describedby="email-hint email-problem""#),
        "{html}"
    );
    assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    assert!(!html.contains("never\""), "{html}");
    assert!(
        html.contains(r#"value="north" checked"#) && !html.contains(r#"value="south" checked"#),
        "{html}"
    );
    assert!(
        html.contains(r#"value="yes" checked"#) && html.contains(r#"value="31""#),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn a_form_of_another_address_is_left_alone() {
    let posted = posted(&[("email", "typed")], FieldErrors::one("email", Problem::EmailWrong));
    let html = html(Some(posted), || {
        view! {
            <Form action="/sign-in">
                <Field name="email" label="E-mail"/>
            </Form>
        }
        .erase()
    });
    assert!(!html.contains("typed") && !html.contains("alert"), "{html}");
}

#[test]
fn of_several_forms_of_one_address_only_the_posted_one_complains() {
    let posted = posted(&[("rule", "2")], FieldErrors::default());
    let html = html(Some(posted), || {
        let forms =
            ["1", "2"].map(|rule| view! { <Form action="/register" only=("rule", rule.to_owned())>"x"</Form> }.erase());
        forms.into_iter().collect::<Vec<_>>().erase()
    });
    assert_eq!(html.matches("role=\"alert\"").count(), 1, "{html}");
    assert!(html.find("role=\"alert\"") > html.find(r#"value="1""#), "{html}");
}

/// The source of this crate, without this folder's tests.
fn sources(folder: &std::path::Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, text);
        } else {
            text.push_str(&std::fs::read_to_string(&path).expect("a source"));
        }
    }
}

#[test]
fn the_sprite_holds_the_icons_that_are_used_and_no_other() {
    let mut source = String::new();
    sources(std::path::Path::new("src"), &mut source);
    let sprite = include_str!("../../../public/icons.svg");
    let held: Vec<_> = sprite
        .split("<symbol id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    for icon in &held {
        assert!(source.contains(&format!("\"{icon}\"")), "nobody uses the icon {icon}");
    }
    for mark in ["icon=\"", "Icon name=\""] {
        for icon in source.split(mark).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(
                icon.is_empty() || icon.contains('\\') || held.contains(&icon),
                "there is no icon {icon}"
            );
        }
    }
}
