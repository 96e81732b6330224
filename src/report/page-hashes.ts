/** What the page's policy allows: SHA-256 of its style sheet and of its script. A test holds them to the texts. */
export const STYLE_HASH = 'sha256-InYKUQTc8XJgTbQnL8qWFZNMJ8tfQrw8KhEHhgdkuhk=';
export const SCRIPT_HASH = 'sha256-wvUxvtbXFCw2LvAK/k8iFhWG0zRjQE1lj2TW8sTBgaQ=';
