package dev.coldpress.acceptance.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A text in Markdown, with the headings and links that are in it. */
final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    /** @param anchor as GitHub makes it: a link of the same page leads there by {@code #anchor} */
    record Title(int level, String text, String anchor) {}

    private final Node document;
    private final Map<Node, Title> titles = new HashMap<>();
    private final List<Title> inOrder = new ArrayList<>();

    Markdown(String text) {
        document = PARSER.parse(text);
        Map<String, Integer> taken = new HashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String words = words(heading);
                String anchor = anchor(words);
                int before = taken.merge(anchor, 1, Integer::sum) - 1;
                Title title = new Title(heading.getLevel(), words, before == 0 ? anchor : anchor + "-" + before);
                titles.put(heading, title);
                inOrder.add(title);
            }
        });
    }

    private static String words(Node heading) {
        StringBuilder words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }

    private static String anchor(String words) {
        return words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    List<Title> titles() {
        return inOrder;
    }

    /** Where links lead, as they are written. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    /** As HTML, in which a link to {@code page.md} leads to {@code page.html}. */
    String html() {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    Title title = titles.get(node);
                    if (title != null) {
                        attributes.put("id", title.anchor());
                    }
                    attributes.computeIfPresent("href", (name, link) -> ofSite(link));
                })
                .build()
                .render(document);
    }

    private static String ofSite(String link) {
        return link.contains("://") ? link : link.replaceFirst("\\.md(?=#|$)", ".html");
    }
}
