package io.egress.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Explanations as a person reads them in a browser. */
final class ExplanationPage {
    private ExplanationPage() {}

    static String of(Explanation explanation) {
        var codes = explanation.codes().stream()
                .map(code -> "<dt><code>%s</code></dt><dd>%s</dd>\n".formatted(code.code(), escaped(code.meaning())))
                .collect(Collectors.joining());
        return page(explanation.title(), """
                <p>Status %d, type <code>%s</code></p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                %s<p><a href="%s">All problem types</a></p>
                """.formatted(
                        explanation.status(),
                        explanation.type(),
                        escaped(explanation.meaning()),
                        escaped(explanation.whatToDo()),
                        codes.isEmpty() ? "" : "<h2>Codes in errors</h2>\n<dl>\n" + codes + "</dl>\n",
                        ProblemType.PATH));
    }

    static String of(List<Explanation> explanations) {
        return page(
                "Problem types of this API",
                explanations.stream()
                        .map(each -> "<dt><a href=\"%s\">%s</a></dt><dd>%d: %s</dd>\n"
                                .formatted(each.type(), escaped(each.title()), each.status(), escaped(each.meaning())))
                        .collect(Collectors.joining("", "<dl>\n", "</dl>\n")));
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                <h1>%s</h1>
                %s</body>
                </html>
                """.formatted(escaped(title), escaped(title), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
