/**
 * Replays the dialogues recorded from Zimbra's own proxy between scripted peers, and compares what each peer received. The
 * README in {@code src/test/resources/recorded} describes the comparison.
 */
package io.zimbraproxy.proxy.it.replay;
