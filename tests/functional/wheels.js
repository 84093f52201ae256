// Measures the texts of every drawing on the page, glyph by glyph: which meet, which leave the drawing, which do not read.
(() => {
  const ASCENT = 0.7, DESCENT = 0.18, LEAST_CONTRAST = 4.5;
  const glyphsOf = (text) => {
    const size = parseFloat(getComputedStyle(text).fontSize), to = text.getScreenCTM(), found = [];
    for (let place = 0; place < text.getNumberOfChars(); place++) {
      const from = text.getStartPositionOfChar(place), until = text.getEndPositionOfChar(place);
      if (!text.textContent[place].trim()) continue;
      const turn = (text.getRotationOfChar(place) * Math.PI) / 180;
      const up = { x: Math.sin(turn), y: -Math.cos(turn) };
      const at = (point, height) => new DOMPoint(point.x + up.x * height, point.y + up.y * height).matrixTransform(to);
      found.push({
        corners: [at(from, ASCENT * size), at(until, ASCENT * size), at(until, -DESCENT * size), at(from, -DESCENT * size)],
        middle: at({ x: (from.x + until.x) / 2, y: (from.y + until.y) / 2 }, 0.3 * size),
        size: size * Math.hypot(to.a, to.b),
      });
    }
    return found;
  };
  const apart = (one, other) => {
    for (const shape of [one, other])
      for (let place = 0; place < 4; place++) {
        const a = shape[place], b = shape[(place + 1) % 4], across = { x: a.y - b.y, y: b.x - a.x };
        const range = (corners) => corners.map((p) => p.x * across.x + p.y * across.y);
        const first = range(one), second = range(other);
        if (Math.max(...first) <= Math.min(...second) || Math.max(...second) <= Math.min(...first)) return true;
      }
    return false;
  };
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, pale] = [light(one), light(other)].sort((a, b) => a - b);
    return (pale + 0.05) / (dark + 0.05);
  };
  const groundAt = (point) => {
    for (const element of document.elementsFromPoint(point.x, point.y)) {
      if (!(element instanceof SVGGeometryElement)) continue;
      const style = getComputedStyle(element);
      const hit = new DOMPoint(point.x, point.y).matrixTransform(element.getScreenCTM().inverse());
      if (style.fill !== "none" && element.isPointInFill(hit)) return style.fill;
    }
    return "rgb(255, 255, 255)";
  };
  return (withContrast) => {
    const faults = [];
    for (const drawing of document.querySelectorAll("svg")) {
      if (!drawing.getClientRects().length) continue;
      drawing.scrollIntoView({ block: "center" });
      const name = drawing.parentElement.id, frame = drawing.getBoundingClientRect();
      const texts = [...drawing.querySelectorAll("text")].map((text) => ({ text, glyphs: glyphsOf(text) }));
      texts.forEach(({ text, glyphs }, place) => {
        const said = `${name}: ${text.textContent}`;
        for (const { corners, size, middle } of glyphs) {
          if (size < 9.5) faults.push(`${said}: ${size} px`);
          if (corners.some((p) => p.x < frame.left - 1 || p.x > frame.right + 1 || p.y < frame.top - 1 || p.y > frame.bottom + 1))
            faults.push(`${said}: leaves the drawing`);
          const colour = getComputedStyle(text).fill;
          if (withContrast && contrast(colour, groundAt(middle)) < LEAST_CONTRAST)
            faults.push(`${said}: ${colour} on ${groundAt(middle)}`);
        }
        for (const other of texts.slice(place + 1))
          if (glyphs.some((one) => other.glyphs.some((against) => !apart(one.corners, against.corners))))
            faults.push(`${said} meets ${other.text.textContent}`);
      });
    }
    return [...new Set(faults)];
  };
})()
