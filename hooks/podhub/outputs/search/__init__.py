"""The search: an index of the site as small files, of which a browser reads a few for a question.

Anybody could write and read it; the browser's side is `theme/assets/search/`. All files are UTF-8
text below `search/`. Hosts compress text by themselves, so nothing is packed here.

**Words.** A text is cut into words (`words`): small letters, without accents; what a hyphen, an
apostrophe, a stroke or `&` joins counts as one word and as its parts; a run of a script without
spaces counts as its pairs of characters. A word's *stem* is Snowball's for the text's language.

**Numbers.** A page has a number below `slots`, by a hash of its address: a new page shifts hardly
any other's. The passages of an episode's speech are counted from 0 (`links/passages`).

**`index.json`**, which is read first:

- `pages`: how many there are, for the rarity of a word.
- `words`: the first word of each file of words; `texts`: the first number of each file of texts.
- `letters`: those that files of words for whoever mistypes one are named by.
- `little`: words that say nothing by themselves; `comparing`: those that ask how two things differ;
  `numerals`: the words for 1, 2, 3 and so on; `suffixes`: endings that forms of one word have.
- `kinds`, `topics`, `examples`: what can be chosen from, and questions to try.

**`words/NAME.txt`**, the words from one border to the next; NAME is the border, each of its
characters that is no small ASCII letter or digit as `_` and its code in hex. A line for each word:
`FORM>STEM STEM` where a form has other stems, or `STEM⇥PAGES⇥SPEECH`. PAGES and SPEECH are
numbers in Base64 VLQ without a sign (five bits a letter, the lowest first, the sixth bit set on all
but the last), each the difference to the one before. A page is `weight << 20 | number`: those of one
weight stand together, with small differences. A passage is `weight << 32 | its page's number << 12 |
its own`. A weight `w` counts `1.25 ** w`, and depends on its own text alone.
`=article` and `=topic:NAME` are words, too: the pages of a kind and of a topic.

**`spelling/C.txt`**: the words that begin with C, for whoever mistypes one. A line for each power
of two, the most frequent last: words that stand in 1, in 2 to 3, in 4 to 7 of the site's 64 parts
by numbers of pages, and so on.

**`texts/N.json`**, what results of pages show: by number `[url, kind, title, names, description,
asks, key points, [[anchor, heading, text], …]]`. **`speech/N-K.json`**: `[url, title, [passage, …]]`,
sixteen passages from the K-th sixteen on; a passage is `[[second, speaker, text], …]`. N is a number in
base 36.

Every file is a function of what stands in it: an edit changes the files of its own words and the
one of its text. Readers may hold an older `index.json` than the files it names; a file that is gone
or a number without a text is then no result."""
