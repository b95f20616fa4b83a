use super::{plain_text, sanitise};
use proptest::prelude::*;

#[test]
fn scripts_styles_and_frames_go_with_their_content() {
    let html = "<p>a</p><script>alert(1)</script><style>p{}</style><iframe src=x>y</iframe><p>b</p>";
    assert_eq!(sanitise(html), "<p>a</p><p>b</p>");
}

#[test]
fn styles_handlers_and_pictures_go_and_the_text_stays() {
    let html = r#"<p style="color:red" onclick="x()">a <span class=b>b</span> <img src=x onerror=y>c</p>"#;
    assert_eq!(sanitise(html), "<p>a b c</p>");
}

#[test]
fn links_stay_only_to_the_web() {
    assert_eq!(
        sanitise(r#"<a href="https://a.example/?x=1&amp;y=2" target=_blank>a</a>"#),
        r#"<p><a href="https://a.example/?x=1&amp;y=2" rel="nofollow noopener noreferrer">a</a></p>"#
    );
    for href in ["javascript:alert(1)", "java&#115;cript:x", "data:text/html,x", "/x", "//a.example"] {
        assert_eq!(sanitise(&format!("<a href='{href}'>a</a>")), "<p>a</p>");
    }
}

#[test]
fn empty_elements_are_dropped_also_within_each_other() {
    assert_eq!(sanitise("<p></p><p>&nbsp;</p><div><p><strong> </strong><br></p></div><p>a</p>"), "<p>a</p>");
    assert_eq!(sanitise("<ul><li></li></ul>"), "");
}

#[test]
fn blocks_that_are_not_kept_still_part_paragraphs() {
    assert_eq!(sanitise("<div>a</div><div>b</div>c<section>d</section>"), "<p>a</p><p>b</p><p>c</p><p>d</p>");
    assert_eq!(sanitise("<ul><li><div>a</div><div>b</div></li></ul>"), "<ul><li>a b</li></ul>");
}

#[test]
fn spaces_beside_inline_elements_are_kept() {
    assert_eq!(sanitise("<p>a <b>b </b>c<i> </i>d</p>"), "<p>a <strong>b </strong>c d</p>");
}

#[test]
fn headings_do_not_compete_with_the_page() {
    assert_eq!(sanitise("<h1>a</h1><h5>b</h5>"), "<h2>a</h2><h4>b</h4>");
}

#[test]
fn unclosed_and_crossed_tags_are_put_in_order() {
    assert_eq!(
        sanitise("<p>a<p>b<ul><li>c<li>d</ul>e"),
        "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><p>e</p>"
    );
    assert_eq!(sanitise("<p><b>a<i>b</b>c</i></p>"), "<p><strong>a<em>b</em></strong>c</p>");
    assert_eq!(sanitise("<p>a<br><br></p>b<"), "<p>a</p><p>b&lt;</p>");
}

#[test]
fn tables_keep_their_empty_cells() {
    let html = "<table border=1><tr><th>a<th><tr><td>b<td></table>";
    assert_eq!(
        sanitise(html),
        "<table><tbody><tr><th>a</th><th></th></tr><tr><td>b</td><td></td></tr></tbody></table>"
    );
    assert_eq!(sanitise("<td>a</td><td>b</td>"), "<p>a</p><p>b</p>");
}

#[test]
fn comments_are_passed_over_and_signs_are_text() {
    assert_eq!(
        sanitise("a<!-- <b>x</b> -->b <!DOCTYPE x>5 < 6 & 7 > 3"),
        "<p>ab 5 &lt; 6 &amp; 7 &gt; 3</p>"
    );
}

#[test]
fn deep_and_repeated_tags_take_linear_time_and_space() {
    for tag in ["<b class=x>", "<div>", "<blockquote>a", "<ul><li>", "<table><tr><td>", "<svg/>", "</p>"] {
        let html = tag.repeat(60_000);
        assert!(sanitise(&html).len() < html.len() * 3 + 500, "{tag}");
    }
    let crossed: String = (0..40_000).map(|n| format!("<b id={n}><p>a")).collect();
    assert!(sanitise(&crossed).len() < crossed.len() * 4);
}

#[test]
fn plain_text_is_one_line_without_tags_and_entities() {
    let html = "<h2>A&amp;B</h2><p>caf&eacute;&nbsp;&lt;3<br>x <b>y</b>z</p><script>no</script>";
    assert_eq!(plain_text(html), "A&B café <3 x yz");
}

fn soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<div>"),
        Just("</div>"),
        Just("<ul>"),
        Just("</ul>"),
        Just("<li>"),
        Just("<b>"),
        Just("</b>"),
        Just("<i>"),
        Just("</i>"),
        Just("<a href=http://a.b>"),
        Just("</a>"),
        Just("<table>"),
        Just("</table>"),
        Just("<tr>"),
        Just("<td>"),
        Just("</td>"),
        Just("<br>"),
        Just("<h1>"),
        Just("</h1>"),
        Just("<blockquote>"),
        Just("</blockquote>"),
        Just("<img src=x onerror=y>"),
        Just("<script>"),
        Just("</script>"),
        Just("<!--"),
        Just("-->"),
        Just("word"),
        Just(" "),
        Just("&nbsp;"),
        Just("&lt;b&gt;"),
        Just("<"),
        Just("\""),
        Just("<p class='"),
        Just("<caption>"),
        Just("<thead>"),
        Just("<svg/onload=x>"),
        Just("é"),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

#[test]
fn a_line_break_between_cells_is_dropped() {
    let once = sanitise("<table>é</td><br><td>");
    assert_eq!(once, "<table><tbody><tr><td>é</td><td></td></tr></tbody></table>");
    assert_eq!(sanitise(&once), once);
}

proptest! {
    #[test]
    fn sanitising_twice_changes_nothing_and_lets_nothing_through(html in soup()) {
        let once = sanitise(&html);
        for bad in ["<script", "onerror", "<svg", "<img", "<div", "<p></p>", "style="] {
            prop_assert!(!once.contains(bad), "{} in {}", bad, once);
        }
        prop_assert_eq!(sanitise(&once), once);
    }

    #[test]
    fn no_text_makes_it_panic(html in any::<String>()) {
        sanitise(&html);
        plain_text(&html);
    }
}
