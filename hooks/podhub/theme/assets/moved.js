// The script of a page that has moved: on to the new address, with what stood behind ? and # of the old one.
const target = new URL(document.querySelector("a").href);
target.search = location.search;
if (location.hash) target.hash = location.hash;
location.replace(target);
