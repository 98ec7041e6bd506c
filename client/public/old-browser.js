/* Written for browsers that are too old for the application (ES5, no modules needed): it only tells them so. */
(function () {
  var able =
    'noModule' in document.createElement('script') &&
    typeof window.Promise === 'function' &&
    typeof window.HTMLDialogElement === 'function' &&
    typeof window.CSSLayerBlockRule === 'function' &&
    typeof window.crypto === 'object' &&
    typeof Array.prototype.at === 'function';
  if (able) return;
  function tell() {
    var note = document.getElementById('old-browser');
    var app = document.getElementById('app');
    if (note) note.removeAttribute('hidden');
    if (app && app.parentNode) app.parentNode.removeChild(app);
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', tell);
  else tell();
})();
