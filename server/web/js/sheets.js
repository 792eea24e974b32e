// The pages of a PDF as pictures, with the passage's rectangles on every page that it covers.

import { get, path } from "./api.js";
import { button, make } from "./dom.js";
import { pageName } from "./text.js";

/** Shows the pages from `first` to `last`; pages before and after them come when asked for.

    `points` is the passage's span in code points, or null to mark nothing. Gives the rectangles drawn. */
export async function drawSheets(element, document, first, last, points) {
  const before = button("Show the page before", () => extend(-1));
  const after = button("Show the page after", () => extend(1));
  element.replaceChildren(before, after);

  const put = async (number, neighbour) => {
    const made = sheet(document, number);
    neighbour(made.figure);
    return points && number >= first && number <= last ? made.mark(points) : [];
  };
  let shown = { first, last };
  function extend(step) {
    shown = step < 0 ? { ...shown, first: shown.first - 1 } : { ...shown, last: shown.last + 1 };
    if (step < 0) put(shown.first, (figure) => before.after(figure));
    else put(shown.last, (figure) => after.before(figure));
    offer();
  }
  function offer() {
    before.hidden = shown.first <= 1;
    after.hidden = shown.last >= document.page_starts.length;
  }
  offer();
  const numbers = Array.from({ length: last - first + 1 }, (_, step) => first + step);
  const drawn = await Promise.all(numbers.map((number) => put(number, (figure) => after.before(figure))));
  return drawn.flat();
}

function sheet(document, number) {
  const page = document.page_starts[number - 1] ?? { number, label: null };
  const picture = make("img", {
    src: path`/api/documents/${document.id}/pages/${number}.png`,
    alt: `${pageName(page)} of the document as it was printed; its words are under “Text”`,
    loading: "lazy",
    onerror: () =>
      picture.replaceWith(
        make("p", { class: "note" }, "This page cannot be shown as a picture. Its words are under “Text”."),
      ),
  });
  const paper = make("div", { class: "paper" }, picture);
  const figure = make("figure", { class: "sheet", "data-page": number }, make("figcaption", {}, pageName(page)), paper);
  // Until its measures are known a page has the shape of most, so that little moves when it comes.
  paper.style.aspectRatio = "0.75";
  return { figure, mark: (points) => markOn(paper, document, number, points) };
}

async function markOn(paper, document, number, { start, end }) {
  const found = await get(path`/api/documents/${document.id}/pages/${number}/rectangles?start=${start}&end=${end}`);
  paper.style.aspectRatio = `${found.width / found.height}`;
  return found.rectangles.map((each) => {
    const rectangle = make("div", { class: "rectangle", "aria-hidden": "true" });
    for (const [side, name] of [
      ["left", "x"],
      ["top", "y"],
      ["width", "width"],
      ["height", "height"],
    ]) {
      rectangle.style[side] = `${each[name] * 100}%`;
    }
    paper.append(rectangle);
    return rectangle;
  });
}
