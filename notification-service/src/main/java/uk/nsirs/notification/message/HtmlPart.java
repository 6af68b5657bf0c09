package uk.nsirs.notification.message;

import java.util.List;
import java.util.stream.Collectors;
import uk.nsirs.notification.message.Passage.Items;
import uk.nsirs.notification.message.Passage.Paragraph;
import uk.nsirs.notification.message.Wording.Urge;

/**
 * The HTML part: one column that fits 320 px, styles inline because mail programs drop style sheets, no image, no
 * script, colours of the NHS identity with a contrast of at least 4.5 to 1.
 */
final class HtmlPart {

    private static final String FONT = "font-family:Arial,Helvetica,sans-serif;color:#212b32;";
    private static final String PARAGRAPH = "margin:0 0 16px;font-size:16px;line-height:24px;";
    private static final String SECOND_HEADING = "margin:24px 0 8px;font-size:19px;line-height:26px;";

    private final Letter letter;

    HtmlPart(Letter letter) {
        this.letter = letter;
    }

    @Override
    public String toString() {
        return """
                <!DOCTYPE html>
                <html lang="en-GB">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light">
                <title>%1$s</title>
                </head>
                <body style="margin:0;padding:0;background-color:#f0f4f5;%2$s">
                <div style="max-width:600px;margin:0 auto;">
                <div role="banner" style="padding:16px;background-color:#005eb8;color:#ffffff;font-size:16px;\
                line-height:24px;font-weight:bold;">%3$s</div>
                <div role="main" style="padding:24px 16px;background-color:#ffffff;overflow-wrap:break-word;word-wrap:break-word;">
                <p style="%4$s"><strong>%5$s</strong></p>
                <h1 style="margin:0 0 16px;font-size:24px;line-height:32px;">%1$s</h1>
                <p style="%6$s">%7$s</p>
                %8$s%9$s<p style="margin:24px 0 8px;"><a href="%10$s" style="display:inline-block;padding:12px 16px;\
                background-color:#007f3b;color:#ffffff;font-size:16px;line-height:24px;font-weight:bold;">%11$s</a></p>
                <p style="margin:0 0 24px;font-size:16px;line-height:24px;">%12$s</p>
                %13$s<p style="margin:24px 0 0;font-size:16px;line-height:24px;">%16$s</p>
                </div>
                <div role="contentinfo" style="padding:16px;font-size:14px;line-height:20px;">
                <p style="margin:0 0 8px;"><strong>%14$s</strong></p>
                <p style="margin:0;">%15$s</p>
                </div>
                </div>
                </body>
                </html>
                """
                .formatted(
                        escaped(letter.heading()),
                        FONT,
                        escaped(letter.sender().serviceName()),
                        "margin:0 0 8px;font-size:16px;line-height:24px;color:" + colourOfUrge() + ";",
                        escaped(letter.wording().urge().words()),
                        PARAGRAPH,
                        escaped(letter.greeting()),
                        passages(letter.wording().happened()),
                        next(),
                        escaped(letter.link()),
                        escaped(letter.wording().call()),
                        Letter.SIGN_IN,
                        details(),
                        escaped(Letter.DO_NOT_REPLY),
                        escaped(Letter.WHY_YOU),
                        signature());
    }

    private String signature() {
        return letter.sender().signature().stream().map(HtmlPart::escaped).collect(Collectors.joining("<br>"));
    }

    /** Red says nothing that the words do not say. */
    private String colourOfUrge() {
        return letter.wording().urge() == Urge.ACTION_NEEDED ? "#d5281b" : "#4c6272";
    }

    private String next() {
        var next = letter.wording().next();
        return next.isEmpty() ? "" : "<h2 style=\"" + SECOND_HEADING + "\">" + Letter.NEXT + "</h2>\n" + passages(next);
    }

    private static String passages(List<Passage> passages) {
        var html = new StringBuilder();
        for (var passage : passages) {
            if (passage instanceof Paragraph paragraph) {
                html.append("<p style=\"%s\">%s</p>\n".formatted(PARAGRAPH, escaped(paragraph.words())));
            } else if (passage instanceof Items items) {
                html.append("<ul style=\"margin:0 0 16px;padding:0 0 0 20px;\">\n");
                for (var item : items.items()) {
                    html.append("<li style=\"margin:0 0 8px;font-size:16px;line-height:24px;\">")
                            .append("<strong>")
                            .append(escaped(item.what()))
                            .append("</strong>");
                    if (!item.why().isEmpty()) {
                        html.append("<br>Why: ").append(escaped(item.why()));
                    }
                    html.append("</li>\n");
                }
                html.append("</ul>\n");
            }
        }
        return html.toString();
    }

    private String details() {
        var html = new StringBuilder("<h2 style=\"" + SECOND_HEADING + "\">Which referral</h2>\n")
                .append("<dl style=\"margin:0;font-size:16px;line-height:24px;\">\n");
        for (var detail : letter.details()) {
            html.append("<dt style=\"font-weight:bold;\">%s</dt><dd style=\"margin:0 0 8px;\">%s</dd>\n"
                    .formatted(escaped(detail.name()), escaped(detail.value())));
        }
        return html.append("</dl>\n").toString();
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
