package dev.coldpress.acceptance.site;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the site: one HTML file for each page, with a table of contents of the site and of the page. */
public final class SiteBuilder {

    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8884;--link:light-dark(#0550ae,#79b8ff);--soft:#8882}
            body{margin:0;font:16px/1.55 system-ui,sans-serif;display:grid;grid-template-columns:15rem minmax(0,1fr)}
            nav{padding:1rem;border-right:1px solid var(--line);font-size:.9rem}
            nav h2{font-size:.8rem;text-transform:uppercase;margin:1.2rem 0 .3rem}
            nav ul,.contents ul{list-style:none;margin:0;padding:0}
            nav a[aria-current]{font-weight:bold}
            a{color:var(--link)}
            main{padding:1rem 2rem;max-width:60rem}
            .contents{border:1px solid var(--line);padding:.6rem 1rem;margin:1rem 0}
            pre,code{font:.87em/1.5 ui-monospace,monospace;background:var(--soft)}
            pre{padding:.8rem;overflow:auto}pre code{background:none;padding:0}:not(pre)>code{padding:.1em .25em}
            table{border-collapse:collapse;display:block;overflow:auto;font-size:.92rem}
            th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
            @media(max-width:50rem){body{display:block}nav{border:0;border-bottom:1px solid var(--line)}main{padding:1rem}}
            """;

    private final Map<String, Markdown> pages;

    private SiteBuilder(Map<String, Markdown> pages) {
        this.pages = pages;
    }

    /** The pages of the project: {@code README.md} is the first, {@code docs/} has the others. */
    static SiteBuilder ofProject() throws IOException {
        Map<String, Markdown> pages = new LinkedHashMap<>();
        Path docs = ProjectHome.path("docs");
        pages.put("index", besideDocs("README.md"));
        for (String name : Contents.BESIDE_DOCS) {
            pages.put(name, besideDocs(name + ".md"));
        }
        pages.put(Contents.REFERENCE, new Markdown(ReferencePage.text()));
        try (Stream<Path> files = Files.walk(docs)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                String name =
                        docs.relativize(file).toString().replace('\\', '/').replaceFirst("\\.md$", "");
                pages.put(name, new Markdown(Files.readString(file).replaceAll("\\(\\.\\./(?=[A-Z]+\\.md)", "(")));
            }
        }
        return new SiteBuilder(pages);
    }

    /** On the site it stands among the others. */
    private static Markdown besideDocs(String file) throws IOException {
        return new Markdown(Files.readString(ProjectHome.path(file)).replace("(docs/", "("));
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: scripts/site DIRECTORY");
            System.exit(2);
        }
        Path directory = Path.of(args[0]).toAbsolutePath();
        List<Path> written = ofProject().write(directory);
        System.out.println(written.size() + " files in " + directory + "; begin at index.html");
    }

    List<Path> write(Path directory) throws IOException {
        List<Path> written = new ArrayList<>();
        for (String page : pages.keySet()) {
            Path file = directory.resolve(page + ".html");
            Files.createDirectories(file.getParent());
            Files.writeString(file, html(page), StandardCharsets.UTF_8);
            written.add(file);
        }
        Path style = directory.resolve("style.css");
        Files.writeString(style, STYLE, StandardCharsets.UTF_8);
        written.add(style);
        return written;
    }

    Map<String, Markdown> pages() {
        return pages;
    }

    private String html(String page) {
        Markdown text = page(page);
        String root = page.contains("/") ? "../" : "";
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + title(page)
                + " · Coldpress</title><link rel=\"stylesheet\" href=\"" + root + "style.css\"></head>\n<body>"
                + navigation(page, root) + "<main>" + contents(text) + text.html() + "</main></body></html>\n";
    }

    private String navigation(String current, String root) {
        StringBuilder html = new StringBuilder("<nav>");
        Contents.sections().forEach((section, names) -> append(html, section, names, current, root));
        List<String> decisions = pages.keySet().stream()
                .filter(name -> name.startsWith(Contents.DECISIONS + "/"))
                .toList();
        if (current.startsWith(Contents.DECISIONS + "/")) {
            append(html, "Decisions", decisions, current, root);
        } else {
            append(html, "Decisions", decisions.subList(0, 1), current, root);
        }
        return html.append("</nav>\n").toString();
    }

    private void append(StringBuilder html, String section, List<String> names, String current, String root) {
        html.append("<h2>").append(section).append("</h2><ul>");
        for (String name : names) {
            html.append("<li><a href=\"").append(root).append(name).append(".html\"");
            html.append(name.equals(current) ? " aria-current=\"page\">" : ">");
            html.append(title(name)).append("</a></li>");
        }
        html.append("</ul>");
    }

    private static String contents(Markdown text) {
        StringBuilder html = new StringBuilder("<div class=\"contents\">On this page<ul>");
        List<Markdown.Title> titles =
                text.titles().stream().filter(title -> title.level() == 2).toList();
        for (Markdown.Title title : titles) {
            html.append("<li><a href=\"#").append(title.anchor()).append("\">");
            html.append(escaped(title.text())).append("</a></li>");
        }
        return titles.size() < 2 ? "" : html.append("</ul></div>\n").toString();
    }

    private String title(String page) {
        return escaped(page(page).titles().get(0).text());
    }

    private Markdown page(String name) {
        Markdown page = pages.get(name);
        if (page == null) {
            throw new IllegalStateException("There is no page " + name);
        }
        return page;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
