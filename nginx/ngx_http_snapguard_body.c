/* Reading the body of a request, and feeding it to the library. */
#include "ngx_http_snapguard.h"

/* Pieces of a body that nginx has put into a file, and of one that is not read at all. */
#define NGX_HTTP_SNAPGUARD_PIECE 4096

/* HTTP/2 and later need no header to announce a body. */
ngx_uint_t ngx_http_snapguard_has_body(const ngx_http_request_t *r)
{
    return r->headers_in.content_length_n > 0 || r->headers_in.chunked ||
           (r->headers_in.content_length_n < 0 && r->http_version >= NGX_HTTP_VERSION_20);
}

static void ngx_http_snapguard_body_is_there(ngx_http_request_t *r)
{
    ngx_http_snapguard_record_t *record = ngx_http_snapguard_find(r);

    record->body_ready = 1;
    /* An upstream would close the body's file behind itself, and error_page have none. */
    r->preserve_body = 1;
    r->write_event_handler = ngx_http_core_run_phases;
    ngx_http_core_run_phases(r);
}

/* The phases go on when the body is there, which may be before this returns. */
ngx_int_t ngx_http_snapguard_read_body(ngx_http_request_t *r)
{
    ngx_int_t rc = ngx_http_read_client_request_body(r, ngx_http_snapguard_body_is_there);

    if (rc >= NGX_HTTP_SPECIAL_RESPONSE)
        return rc;
    ngx_http_finalize_request(r, NGX_DONE);
    return NGX_DONE;
}

static snapguard_status
ngx_http_snapguard_feed_file(ngx_buf_t *part, snapguard_context *context, size_t limit)
{
    u_char piece[NGX_HTTP_SNAPGUARD_PIECE];
    snapguard_status status = SNAPGUARD_OK;
    off_t end = ngx_min(part->file_last, part->file_pos + (off_t)limit + 1);

    for (off_t at = part->file_pos; at < end && status == SNAPGUARD_OK;) {
        size_t wanted = (size_t)ngx_min(end - at, (off_t)sizeof piece);
        ssize_t got = ngx_read_file(part->file, piece, wanted, at);

        if (got <= 0)
            return SNAPGUARD_ERROR_MEMORY;
        status = snapguard_feed_body(context, (const char *)piece, (size_t)got);
        at += got;
    }
    return status;
}

static snapguard_status
ngx_http_snapguard_feed_part(ngx_buf_t *part, snapguard_context *context, size_t limit)
{
    if (ngx_buf_in_memory(part))
        return snapguard_feed_body(
            context, (const char *)part->pos, (size_t)(part->last - part->pos));
    if (part->in_file)
        return ngx_http_snapguard_feed_file(part, context, limit);
    return SNAPGUARD_OK;
}

/* No more than one byte over the limit, which is enough for the verdict. */
snapguard_status ngx_http_snapguard_feed_body(
    ngx_http_request_t *r, snapguard_context *context, size_t limit)
{
    snapguard_status status = SNAPGUARD_OK;
    ngx_chain_t *link = r->request_body == NULL ? NULL : r->request_body->bufs;
    off_t fed = 0;

    for (; link && fed <= (off_t)limit && status == SNAPGUARD_OK; link = link->next) {
        status = ngx_http_snapguard_feed_part(link->buf, context, limit);
        fed += ngx_buf_size(link->buf);
    }
    return status;
}

/*
 * Content-Length says that the body is too large. What is in it does not matter then, so
 * it is not waited for: the library is given as many blanks.
 */
snapguard_status
ngx_http_snapguard_feed_oversize(snapguard_context *context, size_t limit)
{
    char blanks[NGX_HTTP_SNAPGUARD_PIECE];
    snapguard_status status = SNAPGUARD_OK;

    ngx_memset(blanks, ' ', sizeof blanks);
    for (size_t fed = 0; fed <= limit && status == SNAPGUARD_OK; fed += sizeof blanks)
        status = snapguard_feed_body(context, blanks, sizeof blanks);
    return status;
}
