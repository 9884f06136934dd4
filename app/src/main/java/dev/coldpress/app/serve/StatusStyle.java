package dev.coldpress.app.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How the status page looks. The browser is told the style's hash and takes no other, nor any script. */
final class StatusStyle {

    static final String CSS = """
            :root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--faint:#57606a;--line:#d0d7de;--bar:#2f6fb5;--old:#8c959f;--bad:#a40e26;--good:#116329}
            @media(prefers-color-scheme:dark){:root{--ground:#12161c;--ink:#e6edf3;--faint:#9aa5b1;--line:#3a434e;--bar:#6aa7ea;--old:#6e7681;--bad:#ff9aa2;--good:#7ee2a8}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
            header,main,footer{max-width:72rem;margin:0 auto;padding:1rem}
            h1{font-size:1.5rem;margin:0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
            p{margin:.25rem 0 .75rem}.faint{color:var(--faint)}.root{overflow-wrap:anywhere}
            .scroll{overflow-x:auto;background:linear-gradient(to right,var(--ground),transparent) 0 0/2rem 100% no-repeat local,linear-gradient(to left,var(--ground),transparent) 100% 0/2rem 100% no-repeat local,linear-gradient(to right,var(--line),transparent) 0 0/.6rem 100% no-repeat scroll,linear-gradient(to left,var(--line),transparent) 100% 0/.6rem 100% no-repeat scroll}
            table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--faint);padding:.25rem 0}
            th,td{border-bottom:1px solid var(--line);padding:.4rem .45rem;text-align:left;vertical-align:top}
            .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            tbody th{white-space:nowrap}
            td.wide{overflow-wrap:anywhere;min-width:12rem}time{white-space:nowrap}
            td.more{color:var(--faint);padding-top:0}.more>div{position:sticky;left:.45rem;max-width:calc(100vw - 3.2rem);overflow-wrap:anywhere}tr:has(+tr>.more)>td{border-bottom:0}
            .bad{color:var(--bad);font-weight:600}.good{color:var(--good);font-weight:600}.bad,.good{white-space:nowrap}
            .bar{width:40%}.bar svg{display:block;width:100%;height:.6rem;margin:.1rem 0}rect{fill:var(--bar)}.before rect{fill:var(--old)}
            .detail{margin-bottom:.4rem}h1 small{font-size:1rem;font-weight:400}progress{display:block;width:100%;height:1rem;margin-top:.5rem;accent-color:var(--bar)}
            .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:1.5rem;margin-top:1.5rem}figure{margin:0}
            .plot{display:block;width:100%;border:solid var(--line);border-width:0 0 1px 1px}.axis{display:flex;justify-content:space-between;flex-wrap:wrap;font-size:.8rem}
            polyline{fill:none;stroke:var(--bar);stroke-width:2;vector-effect:non-scaling-stroke}circle{fill:var(--bar)}
            dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem;margin:0}
            dt{color:var(--faint)}dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
            button{font:inherit;color:var(--ground);background:var(--bar);border:0;border-radius:.3rem;padding:.6rem 1rem;min-height:2.75rem;cursor:pointer}
            @media(max-width:40rem){th,td{padding:.4rem .35rem}td.wide{min-width:0}.bar{width:28%}
            table:has(.card)>thead{display:none}table:has(.card),table:has(.card) :is(caption,tbody,tr,.more){display:block}table:has(.card) .card{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 .5rem;padding:.75rem 0 0}.card>th,.card>td,tr:has(+tr>.more).card>td{border:0;padding:.1rem .35rem;text-align:left;white-space:normal}.card>td:first-child,.card>.wide{grid-column:1/-1}.card>td:first-child{font-weight:600}.card>td[data-name]::before{content:attr(data-name) ": ";color:var(--faint);font-weight:400}.card+.card,.more+.card{border-top:1px solid var(--line)}}
            a{color:var(--bar)}:focus-visible{outline:3px solid var(--bar);outline-offset:2px}
            """;

    /** For {@code style-src}. */
    static final String HASH = "'sha256-" + sha256(CSS) + "'";

    private StatusStyle() {}

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
