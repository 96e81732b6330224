/** What the page's policy allows: SHA-256 of its style sheet and of its script. A test holds them to the texts. */
export const STYLE_HASH = 'sha256-BSQPb1PaKeWFXtnJXHLXZViClYV4xQRMAhOy/0aAfRM=';
export const SCRIPT_HASH = 'sha256-RjUTJv6w+siHwqLu6Iw2H96fhmrxEfFmX7tUhgZRRxs=';
