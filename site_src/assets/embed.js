// Tells the page that shows this one in a frame how tall it is, at each change; that page may listen.
(() => {
  "use strict";
  if (parent === window) return;
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    parent.postMessage({ portalHeight: height }, "*");
  }).observe(document.body);
})();
