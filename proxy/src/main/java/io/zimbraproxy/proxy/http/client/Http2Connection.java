package io.zimbraproxy.proxy.http.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import io.zimbraproxy.proxy.http.ClientContext;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.net.LoopClock;

/**
 * A client connection with HTTP/2. Netty does the framing, the flow control and the header compression. Limits protect the proxy
 * from floods of resets, empty frames, settings and continuations.
 */
public final class Http2Connection extends ChannelInboundHandlerAdapter
        implements LoopClock.Timed, WebSession, Http2Streams {
    private static final int STREAM_WINDOW = 256 * 1024;
    private static final int CONNECTION_WINDOW = 1024 * 1024;
    private static final int MAX_RESETS = 200;
    private static final int RESET_SECONDS = 30;
    private static final int MAX_EMPTY_FRAMES = 2;
    private static final int MAX_QUEUED_CONTROL_FRAMES = 1000;
    private static final int LOW_WATER = 32 * 1024;

    /** Time that a connection that winds down waits for a stream that may be on its way. */
    private static final long LAST_NANOS = 1_000_000_000L;

    private final WebService service;
    private final Channel channel;
    private int openStreams;
    private boolean stopping;
    private long idleSince = System.nanoTime();

    private Http2Connection(Channel channel, WebService service) {
        this.channel = channel;
        this.service = service;
    }

    /** Adds the handlers of HTTP/2 to a pipeline, before the handler {@code before}. */
    public static Http2Connection install(
            ChannelPipeline pipeline, String before, WebFront front, ClientContext context) {
        WebService service = front.service();
        Http2Connection connection = new Http2Connection(pipeline.channel(), service);
        Http2Settings settings = Http2Settings.defaultSettings()
                .maxConcurrentStreams(service.limits().http2Streams())
                .maxHeaderListSize(service.limits().headerBytes())
                .initialWindowSize(STREAM_WINDOW);
        pipeline.addBefore(
                before,
                "http2-codec",
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(settings)
                        .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
                        .decoderEnforceMaxConsecutiveEmptyDataFrames(MAX_EMPTY_FRAMES)
                        .encoderEnforceMaxQueuedControlFrames(MAX_QUEUED_CONTROL_FRAMES)
                        .build());
        pipeline.addBefore(before, "http2-streams", new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_WATER, 2 * LOW_WATER));
                stream.pipeline().addLast(new Http2Stream(stream, front, context, connection));
            }
        }));
        pipeline.addBefore(before, "http2-client", connection);
        // This is the window of all streams together; the codec starts with the small default of RFC 9113.
        pipeline.channel().writeAndFlush(new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW));
        return connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        service.clock().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        service.clock().remove(this);
    }

    /** Ignores frames about the connection, which the codec has processed. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }

    @Override
    public void opened() {
        openStreams++;
    }

    @Override
    public void closed() {
        openStreams--;
        idleSince = System.nanoTime();
    }

    @Override
    public void windDown() {
        stopping = true;
        // Streams that are on their way are still served (RFC 9113 section 6.8).
        DefaultHttp2GoAwayFrame last = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
        last.setExtraStreamIds(service.limits().http2Streams() * 2);
        channel.writeAndFlush(last);
        idleSince = System.nanoTime();
    }

    @Override
    public long deadline() {
        if (openStreams > 0) {
            return LoopClock.NEVER;
        }
        return idleSince
                + (stopping ? LAST_NANOS : service.timeouts().httpIdle().toNanos());
    }

    @Override
    public void late() {
        channel.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        channel.flush();
        channel.close();
    }
}
