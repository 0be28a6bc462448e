//! The plan: its name, or what kind it is.

use crate::understand::candidate::{HEADINGS, is_among, text};
use crate::understand::layout::{Layout, Role, Token};
use crate::understand::runs::{field, is_near};
use crate::understand::value::Value;
use crate::{Bounds, Field, PayerTable};

/// The kinds of plan, with those that CMS has for Medicare.
const KINDS: [&str; 22] = [
    "PPO", "HMO", "EPO", "POS", "HDHP", "HSA", "DHMO", "DPPO", "PFFS", "OAP", "PDP", "HMO-POS", "HMOPOS", "SNP",
    "D-SNP", "C-SNP", "I-SNP", "HMO-SNP", "MAPD", "MSA", "CDHP", "MMP",
];
/// The metals of the marketplace (45 CFR 156.140).
const METALS: [&str; 5] = ["BRONZE", "SILVER", "GOLD", "PLATINUM", "CATASTROPHIC"];
/// Words that payers make names of plans from.
const WORDS: &str = " ACCESS ADULT ADVANTAGE BALANCED BASE BASIC BLUE BLUEOPTIONS BLUECARE BLUECHOICE BLUESELECT \
                     BLUEPREFERRED BLUEADVANTAGE CHARTER CHIP CHOICE CLASSIC COMPASS COMPLETE CONFIDENT CONNECT CORE \
                     DIRECT DUAL ELECT ELITE ENGAGE ENHANCED ESSENTIAL ESSENTIALS EVERYDAY EXCLUSIVE EXTRA FLEX \
                     FLEXIBLE FOCUS FREEDOM FULL FUND GIVEBACK HERITAGE HIGH HONOR HRA HSA LIBERTY LOCALPLUS LOW \
                     MANAGED MMA NAVIGATE OPEN OPTIMUM OPTION OPTIONS PLUS PREFERRED PREMIER PREMIUM PRIME REMOTE \
                     RESERVE SAVER SAVINGS SECURE SELECT SENIOR SIGNATURE SIMPLE SMART STANDARD STAR TIERED \
                     TRADITIONAL VALUE VIRTUAL YOUNG ";
/// Words that may stand among them without making a plan's name.
const FILLERS: &str =
    " AND CARE FAMILY FOR II III IN LIFE MEDICAID MEDICARE NETWORK OF PLAN PLANS PRIMARY RX THE WITH ";
/// Words of lines that tell something else.
const NEVER: &str = " ADMINISTERED BENEFITS BY CALL CARD CLAIMS CODE COINSURANCE COPAY COPAYS COPAYMENT COPAYMENTS \
                     COST COSTS COVERAGE COVERED CROSS CUSTOMER EMERGENCY EMPLOYEE ENROLLMENT FULL-TIME GROUP ID INC \
                     INSURANCE LLC MEMBER NO NOT NUMBER OFFICE OOP OUT PHARMACY PREVENTIVE PRINTED PROGRAM PROVIDER \
                     PROVIDERS REFERRAL REQUIRED SERVICES SHIELD STATUS SUBSCRIBER URGENT VISIT VISITS YOUR ";
/// Words of other things that stand beside or below a word for the plan.
const OTHERS: &str =
    " CALL CODE COVERAGE CUSTOMER DATE EFFECTIVE ENROLLMENT GROUP ID MEMBER NUMBER SERVICES SUBSCRIBER ";
/// The longest name.
const MOST_WORDS: usize = 6;
/// How much must speak for a name that no label announces.
const ENOUGH: f32 = 3.0;

/// All words of a name are such as plans are named by, or the payer's.
const WHOLLY: f32 = 0.6;
/// A kind of plan that stands alone is just enough.
const KIND_ALONE: f32 = 0.5;

/// Whether a word names a kind of plan.
pub(crate) fn is_plan_kind(word: &str) -> bool {
    KINDS.contains(&plain(word).as_str())
}

/// The words that stand beside or below a label for the plan.
pub(crate) fn labelled(words: &[&str]) -> Option<Value> {
    let taken: Vec<&str> = words
        .iter()
        .take(MOST_WORDS)
        .copied()
        .take_while(|word| !word.starts_with('$'))
        .collect();
    let letters = taken
        .iter()
        .flat_map(|word| word.chars())
        .filter(|letter| letter.is_alphabetic())
        .count();
    let first = words.first()?;
    // `Out of Network`, as tables of costs have it, and the rest of a sentence.
    let goes_on = matches!(
        plain(first).as_str(),
        "IN" | "OUT" | "OUT-OF" | "NON" | "NON-NET" | "OF"
    ) || first.starts_with(char::is_lowercase) && first.chars().all(char::is_lowercase)
        || taken.iter().any(|word| is_among(OTHERS, word) || is_address(word));

    (letters >= 3 && !goes_on).then(|| Value {
        text: taken.join(" "),
        tokens: taken.len(),
    })
}

/// Whether all that these words say is the name of a plan.
pub(crate) fn is_name(words: &[&str], table: &PayerTable) -> bool {
    let is_part = |word: &&str| is_telling(word) || is_among(FILLERS, word) || !word.chars().any(char::is_alphabetic);

    words.iter().any(|word| is_telling(word)) && words.iter().all(is_part) || table.knows_plan(&words.join(" "))
}

/// A word that plans are named by.
pub(crate) fn is_telling(word: &str) -> bool {
    is_plan_kind(word) || is_among(WORDS, word) || METALS.contains(&plain(word).as_str())
}

/// The plan among what stands on a card without a label: the words that look most like one.
pub(crate) fn find(
    layout: &Layout,
    table: &PayerTable,
    payer: Option<&Field>,
    is_used: &dyn Fn(usize, usize) -> bool,
) -> Option<Field> {
    let mut best: Option<(f32, &[Token])> = None;

    for (number, line) in layout.lines.iter().enumerate() {
        let mut start = 0;

        while start < line.len() {
            let run = run(line, start, |index| is_used(number, index));
            start += run.len().max(1);
            let run = without_specks(run);
            let weight = weight(run, table, payer);

            if weight >= ENOUGH && best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, run));
            }
        }
    }

    best.map(|(_, run)| field(&text(run), run, 0.9))
}

/// Free words that stand together. Names of services are among them where no amount follows: `Direct Primary`.
fn run(line: &[Token], start: usize, is_used: impl Fn(usize) -> bool) -> &[Token] {
    let mut end = start;

    while let Some(token) = line.get(end) {
        let continues = end == start || line.get(end - 1).is_some_and(|before| is_near(before, token));

        if token.role != Role::Value || !continues || is_used(end) {
            break;
        }

        end += 1;
    }

    line.get(start..end).unwrap_or_default()
}

/// A single letter before or behind a name is a speck or a piece of a logo.
fn without_specks(mut run: &[Token]) -> &[Token] {
    let is_speck = |token: &Token| token.text.chars().count() < 2 && !token.text.chars().any(|it| it.is_ascii_digit());

    while let [first, rest @ ..] = run
        && !rest.is_empty()
        && is_speck(first)
    {
        run = rest;
    }

    while let [rest @ .., last] = run
        && !rest.is_empty()
        && is_speck(last)
    {
        run = rest;
    }

    run
}

/// How much speaks for a run of words to be a plan's name.
fn weight(run: &[Token], table: &PayerTable, payer: Option<&Field>) -> f32 {
    let words: Vec<&str> = run.iter().map(|token| token.text.as_str()).collect();
    let doubtful = run.iter().any(|token| token.confidence < 0.3);

    if words.is_empty() || words.len() > MOST_WORDS || doubtful || words.iter().any(|word| is_among(NEVER, word)) {
        return 0.0;
    }

    if words
        .iter()
        .any(|word| word.contains(['$', '%', '@']) || is_address(word))
    {
        return 0.0;
    }

    if words.iter().all(|word| is_among(HEADINGS, word)) {
        return 0.0;
    }

    // `Granite Saver HSA` of Granite Peak Assurance: the payer's name says nothing about the plan.
    let is_payers = |word: &str| {
        !is_telling(word) && payer.is_some_and(|payer| payer.value.split(' ').any(|part| plain(part) == plain(word)))
    };
    let counted: Vec<&&str> = words
        .iter()
        .filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
        .filter(|word| !is_among(FILLERS, word) && !is_payers(word))
        .collect();
    let known = counted.iter().filter(|word| is_telling(word)).count();
    let share = known as f32 / counted.len().max(1) as f32;
    let has_kind = words.iter().any(|word| is_plan_kind(word));
    let has_metal = words.iter().any(|word| METALS.contains(&plain(word).as_str()));
    // As a title is set: with capitals.
    let is_title = words
        .iter()
        .filter(|word| word.chars().any(char::is_alphabetic) && !is_among(FILLERS, word))
        .all(|word| {
            word.chars()
                .find(|letter| letter.is_alphabetic())
                .is_some_and(char::is_uppercase)
        });

    if !is_title {
        return 0.0;
    }

    let mut weight = 2.5 * share;

    if table.knows_plan(&words.join(" ")) {
        weight += 4.0;
    }

    // The kind alone says less than a name: `PPO` in a corner, and `Signature Choice` beside the payer.
    if has_kind {
        weight += if counted.len() > 1 { 3.0 } else { KIND_ALONE };
    }

    if has_metal {
        weight += 2.0;
    }

    // `Kentucky Medicaid`, run by another payer.
    if words.len() > 1 && words.last().is_some_and(|last| plain(last) == "MEDICAID") || plain(words[0]) == "MEDI-CAL" {
        weight += ENOUGH;
    }

    if known == counted.len() && known > 0 && words.len() > 1 {
        weight += WHOLLY;
    }

    if words.last().is_some_and(|last| plain(last) == "NETWORK") {
        weight -= WHOLLY;
    }

    if is_beside(run, payer.and_then(|payer| payer.bounds)) && (share > 0.4 || says_plan(&words)) {
        weight += if says_plan(&words) { ENOUGH + 0.2 } else { 1.5 };
    }

    weight
}

/// Of a page of the web.
fn is_address(word: &str) -> bool {
    word.to_lowercase().starts_with("www") || word.trim_end_matches('.').matches('.').count() > 1
}

/// `CLASSIC PLAN`, `PLAN 200`: a name that says what it is.
fn says_plan(words: &[&str]) -> bool {
    words.len() > 1 && words.len() < 4 && words.iter().any(|word| plain(word) == "PLAN")
}

/// Whether words stand in the payer's line or not far below it.
fn is_beside(run: &[Token], payer: Option<Bounds>) -> bool {
    let (Some(payer), Some(first)) = (payer, run.first()) else {
        return false;
    };
    let drop = first.bounds.center().y - payer.center().y;

    (-payer.height..payer.height.max(first.bounds.height) * 4.0).contains(&drop)
}

fn plain(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_uppercase()
}
