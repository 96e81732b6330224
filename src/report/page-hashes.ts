/** What the page's policy allows: SHA-256 of its style sheet and of its script. A test holds them to the texts. */
export const STYLE_HASH = 'sha256-mvmzialeDzuhyM00XaGE2Sgq9gDlp0OsbvxzjxvBbg8=';
export const SCRIPT_HASH = 'sha256-Bes6G3/dfmizDcEgMGC42mSQlyGpjE9p8+BF56legw8=';
