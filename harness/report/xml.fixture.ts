import { ParseOption, XmlDocument, XmlElement, XmlText } from "libxml2-wasm";

/** An element of a document that was read back. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly ReadElement[];
}

/** For tests: the bytes that a file would have, through a strict parser. @throws where it is not well-formed */
export function readXml(xml: string): ReadElement {
  const option = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET;
  const document = XmlDocument.fromBuffer(Buffer.from(xml), { option });
  try {
    return read(document.root);
  } finally {
    document.dispose();
  }
}

function read(element: XmlElement): ReadElement {
  const nodes: (ReadElement | string)[] = [];
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) nodes.push(read(node));
    else if (node instanceof XmlText) nodes.push(node.content);
  }
  return {
    name: element.name,
    attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])),
    text: nodes.filter((node) => typeof node === "string").join(""),
    children: nodes.filter((node) => typeof node !== "string"),
  };
}

/** All elements of that name, in the document's order. */
export function elementsOf(element: ReadElement, name: string): readonly ReadElement[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => elementsOf(child, name))];
}
