/** Through whom whatever speaks TLS goes out (`HTTPS_PROXY`), but for these hosts (`NO_PROXY`, comma separated). */
export interface OutwardProxy {
  readonly url: string;
  readonly except: string;
}
