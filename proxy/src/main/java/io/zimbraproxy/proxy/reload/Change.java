package io.zimbraproxy.proxy.reload;

/** One difference between two snapshots.
 *
 * @param text for people: {@code listener imaps2 added}
 */
public record Change(Part part, String text) {
    @Override
    public String toString() {
        return text;
    }
}
