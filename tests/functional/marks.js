// Which drawings and texts in drawings do not stand out from what lies under them? Returns how many were looked at.
(least) => {
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const lit = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const contrast = (a, b) => (Math.max(lit(a), lit(b)) + 0.05) / (Math.min(lit(a), lit(b)) + 0.05);
  const visible = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 0;
  const seen = (colour) => colour.length > 0 && colour[3] !== 0;

  const probe = document.createElement("div");
  probe.style.setProperty("color", "Canvas");
  document.body.append(probe);
  const canvas = parts(getComputedStyle(probe).color);
  probe.remove();

  const ground = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const fill = parts(getComputedStyle(up).backgroundColor);
      if (seen(fill)) return fill;
    }
    return canvas;
  };
  const drawn = (one, under) =>
    ["fill", "stroke"].some((part) => {
      const said = getComputedStyle(one)[part];
      return said !== "none" && seen(parts(said)) && contrast(parts(said), under) >= least;
    });

  const pale = [];
  const drawings = [...document.querySelectorAll("main svg")].filter(visible);
  for (const svg of drawings) {
    const under = ground(svg);
    const shapes = [...svg.querySelectorAll("path, circle, rect, polygon, polyline, line, ellipse")];
    if (shapes.length && !shapes.some((one) => drawn(one, under))) pale.push(svg.outerHTML.slice(0, 160));
    const covered = shapes.some((one) => getComputedStyle(one).fill !== "none");
    const texts = covered ? [] : [...svg.querySelectorAll("text")].filter(visible);
    pale.push(...texts.filter((one) => !drawn(one, under)).map((one) => one.outerHTML.slice(0, 160)));
  }
  return [drawings.length, pale];
};
