package dev.coldpress.acceptance.release;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One POM of the project, as it is written: nothing is inherited. */
final class ProjectPom {

    private final XPath xPath = XPathFactory.newInstance().newXPath();
    private final Document document;

    private ProjectPom(Document document) {
        this.document = document;
    }

    /** @param module path of a module's directory below the project's root, {@code .} for the root itself */
    static ProjectPom of(String module) throws IOException, SAXException, ParserConfigurationException {
        try (var content = Files.newInputStream(ProjectHome.path(module).resolve("pom.xml"))) {
            return new ProjectPom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(content));
        }
    }

    /** @param path below {@code project}, such as {@code modules/module}; white space around a text is left out */
    List<String> texts(String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) xPath.evaluate("/project/" + path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    /** @throws IllegalStateException if there is none or more than one */
    String text(String path) throws XPathExpressionException {
        List<String> texts = texts(path);
        if (texts.size() != 1) {
            throw new IllegalStateException(path + ": " + texts);
        }
        return texts.get(0);
    }
}
