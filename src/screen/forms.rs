//! The step "forms": every form that central asks for, one question a page.
//!
//! Ids: `choice-yes`, `choice-no`, `choice-<code>`, `choice-0` … `choice-10` for small numbers, `forms-more` where the
//! answers do not fit on one page, `field-answer`, `field-month`, `field-day`, `field-year`, `forms-skip`, `primary`.

mod draft;
mod view;

#[cfg(test)]
mod tests;

use iced::Task;
use registration::form::{self, Answers, Form, Question, QuestionKind};
use ui::Page;

use super::Action;
use super::fields;
use super::find::birth::Part;
use crate::answer::Answer;
use crate::core::Core;
use draft::{Draft, Wrong};

/// What the screen remembers. It has no `Debug`: answers are private.
pub struct State {
    /// One entry a form, in the order of the dossier.
    answers: Vec<Answers>,
    /// Which form.
    form: usize,
    /// Which question, by its `linkId`; none where the form asks nothing.
    question: Option<String>,
    /// The answer as it is being given.
    draft: Draft,
    /// What is wrong with it.
    wrong: Option<Wrong>,
    /// Which part of the answers, or of a text to read, is shown.
    part: usize,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// One of several answers was touched.
    Chosen(form::Answer),
    /// The other answers.
    MorePressed,
    /// Typing a text.
    Form(fields::Message),
    /// Typing a number or a date.
    KeyPressed(ui::Key),
    /// One of the boxes of a date was touched.
    BoxTouched(Part),
    /// The person wants to go on.
    Confirmed,
    /// The person leaves this question out.
    Skipped,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens: at the first question, with what was answered before.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let session = &core.session;
        let answers = (0..session.dossier.forms.len())
            .map(|form| session.answers.get(form).cloned().unwrap_or_default())
            .collect();
        let mut state = Self {
            answers,
            form: 0,
            question: None,
            draft: Draft::None,
            wrong: None,
            part: 0,
        };
        // Whoever finished some of the forms goes on with the next; whoever finished all looks them through.
        let asked = state.asked(core);
        let open = asked.iter().find(|(form, _)| *form >= session.forms_finished);
        if let Some((form, question)) = open.or(asked.first()) {
            let (form, id) = (*form, question.link_id.clone());
            state.show(form, id, core);
        }

        (state, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match message {
            Message::Chosen(answer) => {
                self.draft = Draft::Chosen(Some(answer));
                self.wrong = None;
            }
            Message::MorePressed => {
                self.part = (self.part + 1) % view::parts(self, core).max(1);
            }
            Message::Form(message) => {
                if let Draft::Text(form) = &mut self.draft
                    && form.update(message, &core.locale) == fields::Reply::Finished
                {
                    return self.confirm(core);
                }
            }
            Message::KeyPressed(ui::Key::Done) => return self.confirm(core),
            Message::KeyPressed(key) => {
                self.wrong = None;
                self.draft.press(key, core);
            }
            Message::BoxTouched(part) => {
                if let Draft::Date(boxes) = &mut self.draft {
                    boxes.touch(part);
                }
            }
            Message::Confirmed => return self.confirm(core),
            Message::Skipped => return self.skip(core),
            Message::BackPressed => return self.back(core),
        }

        Action::None
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, key: ui::Key, core: &Core) -> Action<Message> {
        match self.draft {
            Draft::Text(_) => self.update(Message::Form(fields::Message::Pressed(key)), core),
            Draft::Number(_) | Draft::Date(_) => self.update(Message::KeyPressed(key), core),
            Draft::None | Draft::Chosen(_) => Action::None,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        view::page(self, core)
    }

    fn confirm(&mut self, core: &Core) -> Action<Message> {
        let Some(question) = self.current(core) else {
            return self.finish(core);
        };
        if matches!(question.kind, QuestionKind::Display) {
            if self.part + 1 < view::parts(self, core) {
                self.part += 1;
                return Action::None;
            }
            return self.go_on(core);
        }
        if self.draft.is_empty() {
            if question.required {
                self.wrong = Some(Wrong::Missing);
                return Action::None;
            }
            return self.skip(core);
        }
        match self.draft.read(&question.kind) {
            Ok(answer) => {
                self.put(Some(answer));
                self.go_on(core)
            }
            Err(wrong) => {
                self.wrong = Some(wrong);
                if let (Wrong::NoSuchDay, Draft::Date(boxes)) = (wrong, &mut self.draft)
                    && let [first, ..] = Part::order(core.language())
                {
                    boxes.touch(first);
                }
                Action::None
            }
        }
    }

    fn skip(&mut self, core: &Core) -> Action<Message> {
        if self.current(core).is_some_and(|question| question.required) {
            return Action::None;
        }
        self.put(None);

        self.go_on(core)
    }

    fn put(&mut self, answer: Option<form::Answer>) {
        if let (Some(answers), Some(id)) = (self.answers.get_mut(self.form), &self.question) {
            answers.set(id, answer);
        }
    }

    /// To the next question that is asked, given the answers so far; after the last the step is done.
    fn go_on(&mut self, core: &Core) -> Action<Message> {
        let asked = self.asked(core);
        let next = self.place(&asked).and_then(|place| asked.get(place + 1));
        match next.map(|(form, question)| (*form, question.link_id.clone())) {
            Some((form, id)) => {
                let finished = form > self.form && form > core.session.forms_finished;
                self.show(form, id, core);
                if finished {
                    // A form that is finished is safe before the next one is begun.
                    return Action::Keep(Answer::Forms(self.given(form, core)), Task::none());
                }
                Action::None
            }
            None => self.finish(core),
        }
    }

    fn finish(&mut self, core: &Core) -> Action<Message> {
        Action::Next(Answer::Forms(self.given(self.answers.len(), core)))
    }

    /// The answers to the first so many forms.
    fn given(&self, forms: usize, core: &Core) -> Vec<Answers> {
        core.session
            .dossier
            .forms
            .iter()
            .zip(&self.answers)
            .take(forms)
            .map(|(form, answers)| asked_only(form, answers))
            .collect()
    }

    fn back(&mut self, core: &Core) -> Action<Message> {
        if self.part > 0
            && self
                .current(core)
                .is_some_and(|question| matches!(question.kind, QuestionKind::Display))
        {
            self.part -= 1;
            return Action::None;
        }
        let asked = self.asked(core);
        let before = self
            .place(&asked)
            .and_then(|place| place.checked_sub(1))
            .and_then(|place| asked.get(place));
        match before.map(|(form, question)| (*form, question.link_id.clone())) {
            Some((form, id)) => {
                self.show(form, id, core);
                Action::None
            }
            None => Action::Back,
        }
    }

    fn show(&mut self, form: usize, id: String, core: &Core) {
        self.form = form;
        self.question = Some(id);
        self.wrong = None;
        self.part = 0;
        let draft = self.current(core).map(|question| {
            let answer = self
                .answers
                .get(form)
                .and_then(|answers| answers.get(&question.link_id));

            Draft::of(question, answer, core)
        });
        self.draft = draft.unwrap_or(Draft::None);
    }

    /// The question that is shown.
    fn current<'a>(&self, core: &'a Core) -> Option<&'a Question> {
        let id = self.question.as_ref()?;
        let form = core.session.dossier.forms.get(self.form)?;

        form.questions.iter().find(|question| question.link_id == *id)
    }

    /// Every question that is asked, given the answers so far, with its form.
    fn asked<'a>(&self, core: &'a Core) -> Vec<(usize, &'a Question)> {
        let forms = core.session.dossier.forms.iter().enumerate();
        let pages = forms.zip(&self.answers).flat_map(|((number, form), answers)| {
            let ids: Vec<&str> = form
                .enabled(answers)
                .iter()
                .map(|question| question.link_id.as_str())
                .collect();
            let asked = form
                .questions
                .iter()
                .filter(|question| ids.contains(&question.link_id.as_str()));

            asked.map(|question| (number, question)).collect::<Vec<_>>()
        });

        pages.collect()
    }

    fn place(&self, asked: &[(usize, &Question)]) -> Option<usize> {
        asked
            .iter()
            .position(|(form, question)| *form == self.form && Some(&question.link_id) == self.question.as_ref())
    }

    /// Which question this is and of how many; what is only to be read does not count.
    fn progress(&self, core: &Core) -> Option<(usize, usize)> {
        let asked = self.asked(core);
        let here = self.place(&asked)?;
        let counts = |(_, question): &&(usize, &Question)| !matches!(question.kind, QuestionKind::Display);
        let shown = asked.get(here).filter(counts)?;
        let number = asked.iter().take(here).filter(counts).count() + usize::from(counts(&shown));

        Some((number, asked.iter().filter(counts).count()))
    }
}

/// The answers to questions that are still asked: an answer that made another question appear may have been changed.
fn asked_only(form: &Form, answers: &Answers) -> Answers {
    let mut kept = Answers::default();
    for question in form.enabled(answers) {
        if let Some(answer) = answers.get(&question.link_id) {
            kept.set(&question.link_id, Some(answer.clone()));
        }
    }

    kept
}
