<?php
/**
 * Plugin Name: Bercail
 * Description: Montre une liste d’hébergeurs éthiques dans une page, par un bloc ou par [bercail usage="…" territoire="…" reseau="…"]. Shows a list of ethical hosts in a page.
 * Version: 1.0.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 *
 * Bercail itself is under the AGPL. This file runs inside WordPress, which is under the GPL, version 2 or later, so it
 * is too: networks may change it and pass it on with the rest of their site.
 *
 * The list is fetched by this server, which waits three seconds at most, and kept for an hour. While the service is
 * away the last list stays: it says itself of which day it is. Nothing of visitors, nor the name of this site, is sent.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** The service; wp-config.php may name another one. */
defined( 'BERCAIL_ADDRESS' ) || define( 'BERCAIL_ADDRESS', 'https://bercail.invalid' );

const BERCAIL_SETTINGS = array(
	'usage'      => '',
	'territoire' => '',
	'reseau'     => '',
	'hebergeurs' => '',
	'convient'   => '',
	'langue'     => '',
);

/** The language of the list, and of what stands in its place: the one that was asked for, else that of this site. */
function bercail_language( $settings ) {
	$asked = trim( $settings['langue'] );
	if ( '' !== $asked ) {
		return $asked;
	}
	return 0 === strpos( get_locale(), 'en' ) ? 'en' : 'fr';
}

/** The address of a list, `search` as a page of its own or `fragment` as a part of one. */
function bercail_address( $kind, $settings ) {
	$scopes = array( 'membres' => 'members', 'selection' => 'selection', 'tous' => 'everybody' );
	$scope  = strtolower( trim( $settings['hebergeurs'] ) );
	$asked  = array(
		'usage'      => $settings['usage'],
		'territory'  => str_replace( ' ', '', $settings['territoire'] ),
		'federation' => $settings['reseau'],
		'onlyFrom'   => isset( $scopes[ $scope ] ) ? $scopes[ $scope ] : '',
		'state'      => 'oui' === $settings['convient'] ? 'fits' : '',
		'lang'       => bercail_language( $settings ),
	);
	return BERCAIL_ADDRESS . '/embed/' . $kind . '?' . http_build_query( array_filter( array_map( 'trim', $asked ), 'strlen' ) );
}

/** Only what our lists are made of, whatever was answered. */
function bercail_clean( $html ) {
	$class = array( 'class' => true );
	return wp_kses(
		$html,
		array(
			'section' => array( 'class' => true, 'lang' => true, 'aria-label' => true ),
			'a'       => array( 'href' => true, 'rel' => true, 'target' => true, 'class' => true ),
			'ul'      => $class,
			'li'      => $class,
			'p'       => $class,
			'div'     => $class,
			'span'    => array( 'class' => true, 'lang' => true ),
			'details' => $class,
			'summary' => $class,
		),
		array( 'https', 'http', 'mailto' )
	);
}

/** The list that the service answers now, or null. */
function bercail_fetch( $address ) {
	$answer = wp_remote_get(
		$address,
		array(
			'timeout'             => 3,
			'redirection'         => 0,
			'limit_response_size' => 300000,
			'user-agent'          => 'bercail-wordpress/1.0.0',
			'headers'             => array( 'Accept' => 'text/html' ),
		)
	);
	$html = 200 === wp_remote_retrieve_response_code( $answer ) ? wp_remote_retrieve_body( $answer ) : '';
	// Whole, and a list of ours: not the page of a proxy, nor half of an answer.
	$is_ours = 0 === strpos( $html, '<section class="bercail"' ) && '</section>' === substr( $html, -10 );
	return $is_ours ? bercail_clean( $html ) : null;
}

/** The list for these settings: the kept one for an hour, then a new one; the kept one again when there is none. */
function bercail_list( $settings ) {
	$settings = array_map( 'strval', shortcode_atts( BERCAIL_SETTINGS, (array) $settings, 'bercail' ) );
	$address  = bercail_address( 'fragment', $settings );
	$key      = 'bercail_' . md5( $address );
	$kept     = get_transient( $key );
	$kept     = is_array( $kept ) ? $kept : array( 'html' => null, 'next' => 0 );
	if ( time() >= $kept['next'] ) {
		// Others who come meanwhile do not wait too; after a failure, five minutes pass until the next attempt.
		$kept['next'] = time() + 5 * MINUTE_IN_SECONDS;
		set_transient( $key, $kept, 30 * DAY_IN_SECONDS );
		$html = bercail_fetch( $address );
		if ( null !== $html ) {
			$kept = array( 'html' => $html, 'next' => time() + HOUR_IN_SECONDS );
			set_transient( $key, $kept, 30 * DAY_IN_SECONDS );
		}
	}
	if ( null !== $kept['html'] ) {
		return $kept['html'];
	}
	$text = 'en' === bercail_language( $settings ) ? 'The list of hosts, on Bercail' : 'La liste des hébergeurs, sur Bercail';
	return '<p><a href="' . esc_url( bercail_address( 'search', $settings ) ) . '">' . esc_html( $text ) . '</a></p>';
}

/** The block in the editor: three fields, and the list as visitors will see it. */
const BERCAIL_EDITOR = <<<'SCRIPT'
( function ( blocks, el, editor, components, ServerSideRender ) {
	var fields = {
		usage: 'Usage (email-hosting…)',
		territoire: 'Territoires (departement:23, region:75…)',
		reseau: 'Réseau (chatons…)'
	};
	blocks.registerBlockType( 'bercail/liste', {
		edit: function ( props ) {
			var inputs = Object.keys( fields ).map( function ( name ) {
				return el( components.TextControl, {
					key: name,
					label: fields[ name ],
					value: props.attributes[ name ],
					onChange: function ( value ) {
						var change = {};
						change[ name ] = value;
						props.setAttributes( change );
					}
				} );
			} );
			return el( 'div', editor.useBlockProps(),
				el( editor.InspectorControls, null, el( components.PanelBody, { title: 'Bercail' }, inputs ) ),
				el( components.Disabled, null, el( ServerSideRender, { block: 'bercail/liste', attributes: props.attributes } ) )
			);
		},
		save: function () { return null; }
	} );
} )( wp.blocks, wp.element.createElement, wp.blockEditor, wp.components, wp.serverSideRender );
SCRIPT;

add_shortcode( 'bercail', 'bercail_list' );

add_action(
	'init',
	function () {
		wp_register_script(
			'bercail-editor',
			false,
			array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components', 'wp-server-side-render' ),
			'1.0.0',
			true
		);
		wp_add_inline_script( 'bercail-editor', BERCAIL_EDITOR );
		register_block_type(
			'bercail/liste',
			array(
				'api_version'     => 3,
				'title'           => 'Bercail',
				'description'     => 'Une liste d’hébergeurs éthiques, tenue à jour.',
				'category'        => 'widgets',
				'icon'            => 'admin-home',
				'attributes'      => array_map(
					function () {
						return array( 'type' => 'string', 'default' => '' );
					},
					BERCAIL_SETTINGS
				),
				'editor_script_handles' => array( 'bercail-editor' ),
				'render_callback' => function ( $attributes ) {
					return '<div ' . get_block_wrapper_attributes() . '>' . bercail_list( $attributes ) . '</div>';
				},
			)
		);
	}
);
